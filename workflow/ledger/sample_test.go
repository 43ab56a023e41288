package ledger_test

import (
	"time"

	"github.com/anjia-project/anjia/workflow/ledger"
)

const (
	testAuthority = "0190c2f4-0000-7000-8000-000000000001"
	testCase      = "0190c2f4-7d6a-7c31-9c1e-0a4b7d2f6a11"
)

// testSeed is a fixed seed for tests; a real one is drawn from crypto/rand.
func testSeed(b byte) ledger.Seed {
	var s ledger.Seed
	for i := range s {
		s[i] = b + byte(i)
	}
	return s
}

func testHead() ledger.Head {
	return ledger.Genesis(testAuthority, ledger.CaseChain(testCase))
}

// testEntry is the first entry of a case as an act would hand it to Head.Extend.
func testEntry() ledger.Entry {
	return ledger.Entry{
		Kind: ledger.KindAct, Act: "submit", From: "draft", To: "submitted",
		Actor: ledger.Actor{
			ID: "acct-1", Name: "卓玛", Role: "officer",
			Organisation: ledger.Organisation{ID: testAuthority, Name: "拉萨市民政局"},
		},
		At: time.Date(2026, 3, 2, 1, 30, 15, 123456000, time.UTC), On: "2026-03-02", CaseVersion: 1,
		Payload: ledger.Commitment{Root: ledger.Hash{1}, Leaves: 2},
	}
}

func testPayload() ledger.Payload {
	return ledger.Payload{
		Seed:  testSeed(7),
		Input: []byte(`{"received_on":"2026-03-02","complete":true}`),
		After: []byte(`{"applicants":[{"name":"𠮷田\u0009é","age":35},{"name":"é","age":34.50}],"child":{"a/b~c":null},` +
			`"holds":[],"facts":{},"scores":{"0":1,"1":1e21},"big":1e-7}`),
	}
}

package office

import (
	"crypto/rand"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/crypto/argon2"
	"pgregory.net/rapid"
)

func testService() *Service {
	return New(Service{Random: rand.Reader, Cost: PasswordCost{MemoryKiB: 64, Passes: 1, Lanes: 1}})
}

func TestHashVerifiesItsPasswordOnly(t *testing.T) {
	t.Parallel()
	s := testService()
	rapid.Check(t, func(rt *rapid.T) {
		word, other := rapid.String().Draw(rt, "word"), rapid.String().Draw(rt, "other")
		hash, err := s.hashPassword(t.Context(), word)
		require.NoError(rt, err)
		ok, err := s.verify(t.Context(), word, hash)
		require.NoError(rt, err)
		require.True(rt, ok)
		ok, err = s.verify(t.Context(), other, hash)
		require.NoError(rt, err)
		require.Equal(rt, word == other, ok)
		again, err := s.hashPassword(t.Context(), word)
		require.NoError(rt, err)
		require.NotEqual(rt, hash, again, "each hash has its own salt")
	})
}

func TestHashIsTheStandardForm(t *testing.T) {
	t.Parallel()
	s := testService()
	hash, err := s.hashPassword(t.Context(), "word")
	require.NoError(t, err)
	p, err := parsePHC(hash)
	require.NoError(t, err)
	require.Equal(t, s.Cost, p.cost)
	require.Equal(t, argon2.IDKey([]byte("word"), p.salt, 1, 64, 1, 32), p.key)
	require.Equal(t, hash, p.String())
	require.GreaterOrEqual(t, DefaultPasswordCost.MemoryKiB, uint32(19*1024))
	require.GreaterOrEqual(t, DefaultPasswordCost.Passes, uint32(2))
}

func TestMalformedHashesAreRefused(t *testing.T) {
	t.Parallel()
	s := testService()
	good, err := s.hashPassword(t.Context(), "word")
	require.NoError(t, err)
	for _, bad := range []string{
		"", "plain", strings.Replace(good, "argon2id", "argon2i", 1), strings.Replace(good, "v=19", "v=16", 1), strings.Replace(good, "m=64", "m=0", 1),
		strings.Replace(good, "m=64", "m=99999999", 1), strings.Replace(good, "t=1", "t=1000", 1), strings.Replace(good, "p=1", "p=0", 1),
		strings.Replace(good, "p=1", "p=1000", 1), good[:len(good)-4], good + "$x", strings.Replace(good, "$", "", 1),
	} {
		_, err := s.verify(t.Context(), "word", bad)
		require.ErrorIs(t, err, errPHC, bad)
		if err != nil {
			require.NotContains(t, err.Error(), "argon2id$")
		}
	}
}

func TestThrottleIsBoundedAndRemembersWhoGoesOn(t *testing.T) {
	t.Parallel()
	th := newThrottle()
	now := time.Date(2024, 1, 2, 9, 0, 0, 0, time.UTC)
	let := 0
	for i := range 3 * throttleKeys {
		name := strconv.Itoa(i)
		if th.begin(try{account: name, source: name + "@"}, now) == 0 {
			let++
		}
		require.LessOrEqual(t, len(th.young)+len(th.old), throttleKeys)
		if i%1000 == 0 {
			th.begin(try{account: "victim", source: "evil"}, now)
		}
	}
	require.Equal(t, 3*throttleKeys, let)
	require.Positive(t, th.begin(try{account: "victim", source: "evil"}, now), "a flood of others does not wash it away")
}

func TestThrottleCountsAttemptsMadeAtOnce(t *testing.T) {
	t.Parallel()
	th := newThrottle()
	now := time.Date(2024, 1, 2, 9, 0, 0, 0, time.UTC)
	let := 0
	for range 20 {
		if th.begin(try{account: "one", source: "source"}, now) == 0 {
			let++
		}
	}
	require.Equal(t, perPair, let, "an attempt counts before it is decided")
	th.cancel(try{account: "one", source: "source"})
	require.Zero(t, th.begin(try{account: "one", source: "source"}, now), "one that was not decided is taken back")
	require.Equal(t, throttleWindow-time.Minute, th.begin(try{account: "one", source: "source"}, now.Add(time.Minute)))
}

func TestMask(t *testing.T) {
	t.Parallel()
	require.Equal(t, "540102***18", mask("540102198506070018", 6, 2))
	require.Equal(t, "***", mask("12345678", 6, 2))
	require.Empty(t, mask("", 6, 2))
	require.Equal(t, "拉萨市城关区***", mask("拉萨市城关区某路1号", 6, 0))
}

func BenchmarkPassword(b *testing.B) {
	s := New(Service{Random: rand.Reader})
	for b.Loop() {
		if _, err := s.hashPassword(b.Context(), "Gesar-of-Ling-1"); err != nil {
			b.Fatal(err)
		}
	}
}

package office_test

import (
	"crypto/sha256"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func TestTokenLivesTwelveHoursOfRealTime(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	in, err := h.Login(t.Context(), "officer", password, "10.0.0.1")
	require.NoError(t, err)
	require.Equal(t, h.clock.now().Add(12*time.Hour), in.ExpiresAt)

	h.do(t, h.root, "", 0, office.AdvanceClock{Days: 100})
	h.clock.pass(12*time.Hour - time.Second)
	session, err := h.Authenticate(t.Context(), in.Token)
	require.NoError(t, err, "the sandbox's clock is no matter of tokens")
	require.Equal(t, in.Actor, session.Actor)
	require.Equal(t, workflow.Actor{
		ID: h.officer.ID, Name: "某收养登记员", Role: workflow.RoleOfficer, AuthorityID: h.east, Organisation: "拉萨市城关区民政局",
	}, session.Actor)
	h.clock.pass(time.Second)
	_, err = h.Authenticate(t.Context(), in.Token)
	require.True(t, workflow.IsKind(err, office.KindUnauthenticated))
}

func TestTokenIsStoredAsItsHashOnly(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	in, err := h.Login(t.Context(), "officer", password, "10.0.0.1")
	require.NoError(t, err)
	sum := sha256.Sum256([]byte(in.Token))
	var n int
	require.NoError(t, storetest.Open(t, h.db.Admin).QueryRow(`select count(*) from account_tokens where token_sha256 = $1`, sum[:]).Scan(&n))
	require.Equal(t, 1, n)
	again, err := h.Login(t.Context(), "officer", password, "10.0.0.1")
	require.NoError(t, err)
	require.NotEqual(t, in.Token, again.Token)
}

func TestLogoutEndsOneToken(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	one, err := h.Login(t.Context(), "officer", password, "a")
	require.NoError(t, err)
	two, err := h.Login(t.Context(), "officer", password, "a")
	require.NoError(t, err)
	require.NoError(t, h.Logout(t.Context(), h.root, one.Token), "another's token is not touched")
	_, err = h.Authenticate(t.Context(), one.Token)
	require.NoError(t, err)
	require.NoError(t, h.Logout(t.Context(), one.Actor, one.Token))
	_, err = h.Authenticate(t.Context(), one.Token)
	require.True(t, workflow.IsKind(err, office.KindUnauthenticated))
	_, err = h.Authenticate(t.Context(), two.Token)
	require.NoError(t, err)
	require.NoError(t, h.Logout(t.Context(), one.Actor, one.Token), "twice is no error")
}

func TestAuthenticateRefusesWhatIsNoToken(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	in, err := h.Login(t.Context(), "officer", password, "a")
	require.NoError(t, err)
	for _, token := range []string{"", "anjia_", in.Token[:len(in.Token)-1], in.Token + "A", in.Token[6:], "Anjia_" + in.Token[6:], "anjia_" + in.Token[7:] + "A", "' or 1=1"} {
		_, err := h.Authenticate(t.Context(), token)
		require.True(t, workflow.IsKind(err, office.KindUnauthenticated), "%q: %v", token, err)
	}
}

func TestLoginAnswersAlikeWhateverIsWrong(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	id := h.account(t, h.east, "", "leaver", workflow.RoleOfficer)
	h.do(t, h.root, id, 1, office.DisableAccount{Reason: "离职"})
	var texts []string
	for _, try := range [][2]string{{"officer", password + "x"}, {"officer", ""}, {"nobody", password}, {"leaver", password}, {"officer", string(make([]byte, 4096))}} {
		_, err := h.Login(t.Context(), try[0], try[1], "a")
		require.True(t, workflow.IsKind(err, office.KindUnauthenticated), "%v", err)
		texts = append(texts, err.Error())
	}
	for _, text := range texts {
		require.Equal(t, texts[0], text)
	}
}

func TestLoginIsThrottledByAccountAndSource(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	fail := func(login, source string) error {
		_, err := h.Login(t.Context(), login, "wrong-password-1", source)
		return err
	}
	for range 5 {
		require.True(t, workflow.IsKind(fail("officer", "a"), office.KindUnauthenticated))
	}
	err := fail("officer", "a")
	require.True(t, workflow.IsKind(err, office.KindThrottled))
	var wait interface{ RetryAfter() time.Duration }
	require.ErrorAs(t, err, &wait)
	require.Equal(t, 15*time.Minute, wait.RetryAfter())
	_, err = h.Login(t.Context(), "officer", password, "a")
	require.True(t, workflow.IsKind(err, office.KindThrottled), "the right password neither")
	_, err = h.Login(t.Context(), "officer", password, "b")
	require.NoError(t, err, "the owner comes in from elsewhere")
	_, err = h.Login(t.Context(), "east-admin", password, "a")
	require.NoError(t, err, "the colleague at the same address comes in")
	h.clock.pass(15 * time.Minute)
	_, err = h.Login(t.Context(), "officer", password, "a")
	require.NoError(t, err)
	for range 4 {
		require.True(t, workflow.IsKind(fail("officer", "a"), office.KindUnauthenticated))
	}
	_, err = h.Login(t.Context(), "officer", password, "a")
	require.NoError(t, err, "a success forgets the failures")
	require.True(t, workflow.IsKind(fail("officer", "a"), office.KindUnauthenticated))
}

func TestThrottleOfOneSourceOverManyAccounts(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	throttled := 0
	for i := range 120 {
		_, err := h.Login(t.Context(), "guess"+string(rune('a'+i%26))+string(rune('a'+i/26)), "wrong-password-1", "evil")
		if workflow.IsKind(err, office.KindThrottled) {
			throttled++
		}
	}
	require.Equal(t, 20, throttled)
}

func TestPasswordSetByAnotherMustBeChangedInProduction(t *testing.T) {
	t.Parallel()
	for _, sandbox := range []bool{false, true} {
		h := newHouse(t, sandbox)
		in, err := h.Login(t.Context(), "officer", password, "a")
		require.NoError(t, err)
		require.Equal(t, !sandbox, in.MustChangePassword)
		h.do(t, in.Actor, in.Actor.ID, 1, office.ChangeOwnPassword{Old: password, New: "Songtsen-Gampo-2"})
		_, err = h.Authenticate(t.Context(), in.Token)
		require.True(t, workflow.IsKind(err, office.KindUnauthenticated), "every token ends")
		_, err = h.Login(t.Context(), "officer", password, "a")
		require.True(t, workflow.IsKind(err, office.KindUnauthenticated))
		in, err = h.Login(t.Context(), "officer", "Songtsen-Gampo-2", "a")
		require.NoError(t, err)
		require.False(t, in.MustChangePassword)
	}
}

func TestEverybodyChangesTheOwnPassword(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	agency := h.agency(t, h.east, 1)
	for i, role := range workflow.Roles() {
		place := ""
		if role == workflow.RoleManager {
			place = agency
		}
		login := "person" + string(rune('a'+i))
		actor := h.person(t, h.east, place, login, role)
		h.refused(t, workflow.KindInvalid, "invalid_input", actor, actor.ID, 1, office.ChangeOwnPassword{Old: "not-the-old-one-1", New: "Songtsen-Gampo-2"})
		h.refused(t, workflow.KindInvalid, "invalid_input", actor, actor.ID, 1, office.ChangeOwnPassword{Old: password, New: password})
		h.refused(t, workflow.KindInvalid, "invalid_input", actor, actor.ID, 1, office.ChangeOwnPassword{Old: password, New: "short"})
		out := h.do(t, actor, actor.ID, 1, office.ChangeOwnPassword{Old: password, New: "Songtsen-Gampo-2"})
		require.Equal(t, h.east, out.AuthorityID)
		require.EqualValues(t, 2, out.Version)
	}
	h.actions(t, h.east)
}

func TestHashOfAnotherCostIsRenewedAtLogin(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	hash := func() (s string) {
		require.NoError(t, storetest.Open(t, h.db.Admin).QueryRow(`select password_hash from account_secrets where account_id = $1`, h.officer.ID).Scan(&s))
		return s
	}
	before := hash()
	require.Contains(t, before, "$argon2id$v=19$m=64,t=1,p=1$")
	dearer := *h.Service
	dearer.Cost = office.PasswordCost{MemoryKiB: 128, Passes: 2, Lanes: 1}
	s := office.New(dearer)
	_, err := s.Login(t.Context(), "officer", password, "a")
	require.NoError(t, err)
	require.Contains(t, hash(), "$argon2id$v=19$m=128,t=2,p=1$")
	_, err = s.Login(t.Context(), "officer", password, "a")
	require.NoError(t, err)
}

func TestResetPasswordEndsTokens(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	in, err := h.Login(t.Context(), "officer", password, "a")
	require.NoError(t, err)
	h.do(t, h.eastAdmin, h.officer.ID, 1, office.ResetPassword{Password: "Songtsen-Gampo-2", Reason: "遗忘"})
	_, err = h.Authenticate(t.Context(), in.Token)
	require.True(t, workflow.IsKind(err, office.KindUnauthenticated))
	in, err = h.Login(t.Context(), "officer", "Songtsen-Gampo-2", "a")
	require.NoError(t, err)
	require.True(t, in.MustChangePassword)
	h.refused(t, workflow.KindForbidden, "own_account", h.eastAdmin, h.eastAdmin.ID, 1, office.ResetPassword{Password: "Songtsen-Gampo-2", Reason: "遗忘"})
	h.actions(t, h.east)
}

func TestCheckPassword(t *testing.T) {
	t.Parallel()
	for word, code := range map[string]string{
		"Gesar-of-Ling-1":  "",
		"Aa1-56789":        "password_short",  // nine
		"Aa1-567890":       "",                // ten
		"abcdefghij":       "password_simple", // one class
		"abcdefgh12":       "password_simple", // two
		"abcdefgh-1":       "",                // three
		"abcdefghijklmnop": "",                // sixteen of one class
		"abcdefghijklmno":  "password_simple", // fifteen
		"Aa1-Aa1-Aa1-":     "password_simple", // four different
		"Tashi-2024-tashi": "password_name",   // the login name
		"扎西的口令Aa12-":       "password_name",   // the name
		"格萨尔王传第一部第一章第一节":    "password_simple",     // fourteen of one class
		"格萨尔王传-2024-Aa":     "",                    //
		"line\nbreak-A1":    "password_characters", //
		"broken\xffbyte-A1": "password_characters", //
	} {
		err := office.CheckPassword("/password", word, "tashi", "扎西")
		if code == "" {
			require.NoError(t, err, word)
			continue
		}
		var e *workflow.Error
		require.ErrorAs(t, err, &e, word)
		require.Equal(t, code, e.Fields[0].Code, word)
		require.Equal(t, "/password", e.Fields[0].Pointer)
		require.NotContains(t, e.Error(), word)
	}
}

func TestRecallEndsWithLogoutAndWithEveryActOnAccounts(t *testing.T) {
	t.Parallel()
	h := newHouse(t, true)
	remembering := *h.Service
	remembering.Recall = 2 * time.Second
	s := office.New(remembering)
	in, err := s.Login(t.Context(), "officer", password, "a")
	require.NoError(t, err)
	db := storetest.Open(t, h.db.Admin)
	end := func() {
		_, err := db.Exec(`update account_tokens set revoked_at = now()`)
		require.NoError(t, err)
	}
	again := func() {
		_, err := db.Exec(`update account_tokens set revoked_at = null`)
		require.NoError(t, err)
		_, err = s.Authenticate(t.Context(), in.Token)
		require.NoError(t, err)
		end()
	}
	end()
	_, err = s.Authenticate(t.Context(), in.Token)
	require.NoError(t, err, "recalled")
	h.clock.pass(2 * time.Second)
	_, err = s.Authenticate(t.Context(), in.Token)
	require.True(t, workflow.IsKind(err, office.KindUnauthenticated))
	again()
	_, err = s.Do(t.Context(), office.Request{Actor: h.root, ID: h.officer.ID, Version: 1, Command: office.DisableAccount{Reason: "离职"}})
	require.NoError(t, err)
	_, err = s.Authenticate(t.Context(), in.Token)
	require.True(t, workflow.IsKind(err, office.KindUnauthenticated))
	_, err = s.Do(t.Context(), office.Request{Actor: h.root, ID: h.officer.ID, Version: 2, Command: office.EnableAccount{Reason: "复职"}})
	require.NoError(t, err)
	again()
	require.NoError(t, s.Logout(t.Context(), in.Actor, in.Token))
	_, err = s.Authenticate(t.Context(), in.Token)
	require.True(t, workflow.IsKind(err, office.KindUnauthenticated))
	_, err = h.Authenticate(t.Context(), in.Token)
	require.True(t, workflow.IsKind(err, office.KindUnauthenticated), "without recall every lookup asks")
}

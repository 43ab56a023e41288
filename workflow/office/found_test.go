package office_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/office"
)

func TestFoundBeginsAnEmptyInstallation(t *testing.T) {
	t.Parallel()
	s, c, db := newService(t)
	_, ok, err := s.Installation(t.Context())
	require.NoError(t, err)
	require.False(t, ok)
	in := founding(true)
	in.StartOn = law.MustDate("2023-06-01")
	f, err := s.Found(t.Context(), in)
	require.NoError(t, err)

	i, ok, err := s.Installation(t.Context())
	require.NoError(t, err)
	require.True(t, ok)
	require.True(t, i.Sandbox)
	require.Len(t, i.Secret, 32)
	now, err := s.Clock(t.Context())
	require.NoError(t, err)
	require.Equal(t, "2023-06-01", now.Today.String())
	require.Equal(t, "2023-06-01T01:00:00Z", now.Now.UTC().Format(time.RFC3339), "nine o'clock in Shanghai")

	h := &house{Service: s, clock: c, db: db}
	require.Equal(t, []string{"found_installation", "create_account"}, h.actions(t, f.Authority.ID))
	login, err := s.Login(t.Context(), "Root", password, "test")
	require.NoError(t, err, "login names have no case")
	require.Equal(t, workflow.RoleAdmin, login.Actor.Role)
	require.Equal(t, f.Authority.ID, login.Actor.AuthorityID)
	require.Equal(t, "拉萨市民政局", login.Actor.Organisation)
	require.False(t, login.MustChangePassword)

	_, err = s.Found(t.Context(), in)
	require.True(t, workflow.IsKind(err, workflow.KindConflict))
}

func TestFoundRefuses(t *testing.T) {
	t.Parallel()
	s, _, _ := newService(t)
	for name, change := range map[string]func(*office.Founding){
		"a production with a clock of its own": func(f *office.Founding) { f.Sandbox, f.StartOn = false, law.MustDate("2023-06-01") },
		"a weak password":                      func(f *office.Founding) { f.Password = "12345678" },
		"an unknown pack":                      func(f *office.Founding) { f.Authority.Pack = "cn-99" },
		"a division that is none":              func(f *office.Founding) { f.Authority.Division = "5401" },
		"a login with a space":                 func(f *office.Founding) { f.Login = "ci ren" },
	} {
		in := founding(true)
		change(&in)
		_, err := s.Found(t.Context(), in)
		require.True(t, workflow.IsKind(err, workflow.KindInvalid), "%s: %v", name, err)
	}
	_, ok, err := s.Installation(t.Context())
	require.NoError(t, err)
	require.False(t, ok, "nothing is left behind")
}

func TestFoundTogetherFoundsOnce(t *testing.T) {
	t.Parallel()
	s, _, _ := newService(t)
	errs := make([]error, 4)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { _, errs[i] = s.Found(t.Context(), founding(false)) })
	}
	wg.Wait()
	done := 0
	for _, err := range errs {
		if err == nil {
			done++
			continue
		}
		require.True(t, workflow.IsKind(err, workflow.KindConflict), err)
	}
	require.Equal(t, 1, done)
}

func TestFoundKeepsTheMarkOfTheDatabase(t *testing.T) {
	t.Parallel()
	s, c, _ := newService(t)
	type marker interface {
		Mark(ctx context.Context, sandbox bool, at time.Time) error
	}
	db, ok := s.Store.(marker)
	require.True(t, ok)
	require.NoError(t, db.Mark(t.Context(), true, c.now().AddDate(-1, 0, 0)))
	_, err := s.Found(t.Context(), founding(false))
	require.True(t, workflow.IsKind(err, workflow.KindConflict), err)
	_, err = s.Found(t.Context(), founding(true))
	require.NoError(t, err)
}

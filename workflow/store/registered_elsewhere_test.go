package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

// TestARegistrationElsewhereIsKnown: to a supervisor alone, and only while the adoption stands.
func TestARegistrationElsewhereIsKnown(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	child := &workflow.Child{AuthorityID: w.officer.AuthorityID}
	child.Name, child.IDNumber = "卓玛", "540102201501010015"
	supervisor := workflow.Actor{ID: newID(), Role: workflow.RoleSupervisor, AuthorityID: w.officer.AuthorityID}
	found := func(by workflow.Actor) (out []string, err error) {
		err = w.Within(t.Context(), by, func(tx casework.Tx) (err error) {
			out, err = tx.RegisteredElsewhere(t.Context(), child)
			return err
		})
		return out, err
	}
	far := w.marked(t, w.other, casework.CaseMarks{Parties: new(workflow.Case).Traces(child)})
	require.NotEmpty(t, far.ChildID)
	out, err := found(supervisor)
	require.NoError(t, err)
	require.Empty(t, out, "open, not registered")
	admin := storetest.Open(t, w.db.Admin)
	_, err = admin.Exec(`update children set adopted_by = $1 where id = $2`, far.ID, far.ChildID)
	require.NoError(t, err)
	out, err = found(supervisor)
	require.NoError(t, err)
	require.Equal(t, []string{"拉萨市堆龙德庆区民政局"}, out)
	_, err = found(w.officer)
	require.Error(t, err, "an officer does not register")
	child.IDNumber = ""
	out, err = found(supervisor)
	require.NoError(t, err)
	require.Empty(t, out, "without a number nothing is known")
}

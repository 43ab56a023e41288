package store_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/store"
	"github.com/anjia-project/anjia/workflow/store/storetest"
)

func TestNumbersHaveNoGaps(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{MaxConns: 8})
	var mu sync.Mutex
	var given []int
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			for i := range 20 {
				var number int
				err := w.Within(t.Context(), w.officer, func(tx casework.Tx) (err error) {
					if number, err = tx.Number(t.Context(), w.east, "case", 2024); err != nil {
						return err
					}
					if (n+i)%3 == 0 {
						return errors.New("the act is refused after all")
					}
					return nil
				})
				if err == nil {
					mu.Lock()
					given = append(given, number)
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	slices.Sort(given)
	require.NotEmpty(t, given)
	for i, n := range given {
		require.Equal(t, i+1, n)
	}
	require.NoError(t, w.Within(t.Context(), w.officer, func(tx casework.Tx) error {
		for _, series := range []struct {
			name string
			year int
		}{{"paper", 2024}, {"case", 2025}} {
			n, err := tx.Number(t.Context(), w.east, series.name, series.year)
			require.NoError(t, err)
			require.Equal(t, 1, n, "each series and each year counts by itself")
		}
		return nil
	}))
}

// voider is what issues and voids numbers.
type voider interface {
	VoidNumber(ctx context.Context, authorityID, series string, year, number int, reason string) error
}

func TestVoidNumberIsKeptAndNotGivenAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	number := func(who workflow.Actor) (n int, err error) {
		err = w.Within(t.Context(), who, func(tx casework.Tx) (err error) {
			n, err = tx.Number(t.Context(), w.east, "certificate", 2024)
			return err
		})
		return n, err
	}
	n, err := number(w.officer)
	require.NoError(t, err)
	void := func(who workflow.Actor) error {
		return w.Within(t.Context(), who, func(tx casework.Tx) error {
			v, ok := tx.(voider)
			require.True(t, ok)
			return v.VoidNumber(t.Context(), w.east, "certificate", 2024, n, "打印错误")
		})
	}
	requireCode(t, void(w.other), workflow.KindNotFound, "number_not_found")
	require.NoError(t, void(w.officer))
	requireCode(t, void(w.officer), workflow.KindNotFound, "number_not_found")
	next, err := number(w.officer)
	require.NoError(t, err)
	require.Equal(t, n+1, next)
	var reason string
	require.NoError(t, storetest.Open(t, w.db.Admin).QueryRow(`select void_reason from issued_numbers where number = $1`, n).Scan(&reason))
	require.Equal(t, "打印错误", reason)

	_, err = number(w.other)
	requireCode(t, err, workflow.KindForbidden, "out_of_scope")
	_, err = number(w.auditor)
	requireCode(t, err, workflow.KindForbidden, "out_of_scope")
}

func TestAgencyTakesNumbersOnlyInTheCaseItHasOpened(t *testing.T) {
	t.Parallel()
	w := newWorld(t, store.Options{})
	manager := agent(workflow.RoleManager, newID())
	c := w.offered(t, manager.AgencyID)
	take := func(tx casework.Tx, authority string) error {
		_, err := tx.Number(t.Context(), authority, "paper", 2024)
		return err
	}
	err := w.Within(t.Context(), manager, func(tx casework.Tx) error { return take(tx, w.east) })
	requireCode(t, err, workflow.KindForbidden, "out_of_scope")
	require.NoError(t, w.Within(t.Context(), manager, func(tx casework.Tx) error {
		_, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: c.ID})
		require.NoError(t, err)
		return take(tx, w.east)
	}))
	err = w.Within(t.Context(), manager, func(tx casework.Tx) error {
		_, err := tx.OpenCase(t.Context(), casework.OpenCase{CaseID: c.ID})
		require.NoError(t, err)
		return take(tx, w.west)
	})
	requireCode(t, err, workflow.KindForbidden, "out_of_scope")
}

package casework_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/whatif"
)

// closed are ended cases as JSON.
type closed [][]byte

func (c closed) EndedCases(_ context.Context, _ workflow.Actor, _ casework.EndedQuery, each func(int64, []byte, []byte) error) error {
	for _, document := range c {
		if err := each(int64(len(c)), document, nil); err != nil {
			return err
		}
	}
	return nil
}

func (closed) CommissionedCases(context.Context, string, casework.CommissionedQuery, func([]byte) error) error {
	return nil
}

// endedIn is a withdrawn case of a division that the pack of the tests' city judged.
func endedIn(t *testing.T, h *house, division string) []byte {
	t.Helper()
	pack, cal, err := h.service.Laws.Current("cn-540100", false)
	require.NoError(t, err)
	c := workflow.Case{ID: "c-" + division, Number: "N-" + division, State: workflow.Withdrawn, Authority: workflow.AuthorityRef{Division: division}, ReceivedOn: day("2024-03-01")}
	c.Pack, c.Calendar = casework.RefsOf(pack, cal)
	raw, err := json.Marshal(c)
	require.NoError(t, err)
	return raw
}

// TestTheFirstOwnFileIsTriedOnTheCasesOfItsPlace: cases that the pack of the city judged would be judged by the pack
// or the calendar of the district, had it been there; those of another district would not.
func TestTheFirstOwnFileIsTriedOnTheCasesOfItsPlace(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	packed(t, h)
	shelf, ok := h.service.Laws.(*casework.Shelf)
	require.True(t, ok)
	city := cityPack("office-1", "mean")
	own := string(city.Bytes)
	own = strings.NewReplacer("cn-540100", "cn-540102", "cn-54\"", "cn-540100\"").Replace(own)
	district, err := shelf.Set().ReadPackFile(law.PlaceOf(law.KindPack, "cn-540102"), []byte(own))
	require.NoError(t, err)
	var calendar law.RawFile
	for _, raw := range shelf.Set().Raw() {
		if raw.Kind == law.KindCalendar && raw.Code == "cn-54" {
			calendar = regional(t, raw)
		}
	}
	replay := &casework.Replay{
		Archive: closed{endedIn(t, h, "540102"), endedIn(t, h, "540103"), endedIn(t, h, "540100")},
		Store:   h.store, Law: func() casework.LawAtHand { return shelf }, Now: h.service.Now, Workers: 1,
	}
	for name, c := range map[string]struct {
		draft     law.RawFile
		concerned int
	}{"pack of the district": {district, 1}, "pack of the city": {city, 3}, "calendar of the district": {calendar, 1}} {
		var report *whatif.Report
		report, err = replay.Run(t.Context(), h.supervisor, c.draft, "", nil)
		require.NoError(t, err, name)
		require.Equal(t, []int{3, c.concerned, 0}, []int{report.Examined, report.Concerned, report.Unreadable}, name)
	}
}

// regional is the calendar of the region under the code of a district.
func regional(t *testing.T, raw law.RawFile) law.RawFile {
	t.Helper()
	text := strings.ReplaceAll(string(raw.Bytes), "cn-54", "cn-540102")
	out, err := law.ReadCalendarFile(law.PlaceOf(law.KindCalendar, "cn-540102"), []byte(text))
	require.NoError(t, err)
	return out
}

// TestTheCalendarOfAPlaceReachesItsOffice: also one whose card names the pack of the city; a case keeps it, and
// the neighbour has the calendar of the city.
func TestTheCalendarOfAPlaceReachesItsOffice(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	shipped := shippedLaw(t)
	var file law.RawFile
	for _, raw := range shipped.Set.Raw() {
		if raw.Kind == law.KindCalendar && raw.Code == "cn-54" {
			file = regional(t, raw)
		}
	}
	shelf, err := casework.NewShelf(shipped, workflow.Holdings{Files: []law.RawFile{file}, Editions: []workflow.Edition{packEdition(1, file)}})
	require.NoError(t, err)
	h.service.Laws = shelf
	own := h.load(h.submitted())
	require.Equal(t, []string{"cn-540100", "cn-540102"}, []string{own.Pack.Code, own.Calendar.Code})
	_, err = h.service.ReadCase(t.Context(), h.officer, own.ID)
	require.NoError(t, err, "it is judged by the calendar that it names")

	office := h.store.state.Authorities[officeID]
	office.Ref.Division = "540103"
	h.store.state.Authorities[officeID] = office
	require.Equal(t, "cn-540100", h.load(h.submitted()).Calendar.Code)
}

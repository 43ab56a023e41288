package casework_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func shippedLaw(t *testing.T) casework.Shipped {
	t.Helper()
	set, err := law.Embedded()
	require.NoError(t, err)
	seeded, err := instrument.Embedded()
	require.NoError(t, err)
	offered, err := instrument.Offered()
	require.NoError(t, err)
	return casework.Shipped{Set: set, Seeded: seeded, Offered: offered}
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// cityPack is the pack of the tests' city with a rule for joining sheets.
func cityPack(version, mode string) law.RawFile {
	text := []byte(`code: "cn-540100"
name: "拉萨市"
version: "` + version + `"
parent: "cn-54"
params:
  consolidation:
    values:
      - {from: "2021-01-01", value: ` + mode + `, status: practice, note: "拉萨市民政局内部规定"}
`)
	return law.RawFile{
		Kind: law.KindPack, Code: "cn-540100", Version: "cn-540100@" + version, SHA256: hashOf(text), Path: law.PlaceOf(law.KindPack, "cn-540100"), Bytes: text,
	}
}

func packEdition(n int64, f law.RawFile) workflow.Edition {
	return workflow.Edition{Number: n, Kind: f.Kind, Code: f.Code, Version: f.Version, SHA256: f.SHA256, Division: "540100"}
}

// tableEdition publishes a shipped table for the tests' city from a day on.
func tableEdition(t *testing.T, n int64, tables []*instrument.Instrument, name, from, confirmation string) workflow.Edition {
	t.Helper()
	for _, table := range tables {
		if ref := table.Ref(); ref.Name() == name {
			return workflow.Edition{
				Number: n, Kind: workflow.LawInstrument, Code: ref.Code, Version: ref.Version, SHA256: ref.SHA256, Division: "540100",
				InForce: day(from), Confirmation: confirmation,
			}
		}
	}
	require.Fail(t, "no table "+name)
	return workflow.Edition{}
}

// TestProductionAssessesByWhatWasPublished: without publication nothing, with it the
// tables and the rule of the office, and their versions stay on the case.
func TestProductionAssessesByWhatWasPublished(t *testing.T) {
	t.Parallel()
	shipped, pack := shippedLaw(t), cityPack("office-1", "mean")
	holdings := workflow.Holdings{Files: []law.RawFile{pack}, Editions: []workflow.Edition{packEdition(1, pack)}}
	h := newHouse(t, false)
	publish := func(more ...workflow.Edition) {
		holdings.Editions = append(holdings.Editions, more...)
		shelf, err := casework.NewShelf(shipped, holdings)
		require.NoError(t, err)
		h.service.Laws, h.service.Tables = shelf, shelf
	}
	publish()
	id := h.accepted()
	h.must(h.manager, id, casework.AssignEvaluators{EvaluatorIDs: []string{evaluatorID(1), evaluatorID(2)}})
	h.must(h.eval, id, casework.DeclareRecusal{Secrecy: true})
	h.must(h.eval2, id, casework.DeclareRecusal{Secrecy: true})
	h.refused(h.manager, id, casework.BeginAssessment{}, workflow.KindNoLaw, "收养能力评估")
	publish(tableEdition(t, 2, shipped.Offered, "ministry-s5-capacity@2", "2024-01-02", ""))
	h.refused(h.manager, id, casework.BeginAssessment{}, workflow.KindNoLaw, "融合情况评估")
	today := h.now.Format("2006-01-02")
	tomorrow := h.now.AddDate(0, 0, 1).Format("2006-01-02")
	publish(tableEdition(t, 3, shipped.Seeded, "sandbox-s2-integration@1", today, "本省评分表未公布，局务会研究暂用"))
	publish(tableEdition(t, 4, shipped.Offered, "ministry-s5-integration@2", tomorrow, ""))
	h.must(h.manager, id, casework.BeginAssessment{})
	c := h.load(id)
	require.Equal(t, "ministry-s5-capacity", c.Instruments[workflow.PhaseCapacity].Code)
	require.Equal(t, "sandbox-s2-integration", c.Instruments[workflow.PhaseIntegration].Code, "the other one is in force from tomorrow")
	require.Equal(t, map[string]string{workflow.PhaseIntegration: "本省评分表未公布，局务会研究暂用"}, c.Confirmations)
}

// TestOldCaseKeepsItsLaw changes the national pack and calendar, as a new release
// does, and asks by what an old case is judged.
func TestOldCaseKeepsItsLaw(t *testing.T) {
	t.Parallel()
	shipped := shippedLaw(t)
	raw := shipped.Set.Raw()
	var old []law.RawFile
	for _, f := range raw {
		if f.Code == "cn" {
			shown := strings.TrimLeft(strings.TrimPrefix(f.Version, f.Code), "@-") // 2026.2 of cn@2026.2 and of cn-2026.2
			f.Bytes = bytes.ReplaceAll(f.Bytes, []byte(shown), []byte("2025.1"))
			f.Version = strings.ReplaceAll(f.Version, shown, "2025.1")
			f.SHA256 = hashOf(f.Bytes)
		}
		old = append(old, f)
	}
	then, err := law.LoadFiles(old)
	require.NoError(t, err)
	p, err := then.Pack("cn-540100", true)
	require.NoError(t, err)
	k, err := then.Calendar("cn-540100")
	require.NoError(t, err)
	pack, calendar := casework.RefsOf(p, k)
	require.Contains(t, pack.Version, "cn@2025.1")

	shelf, err := casework.NewShelf(shipped, workflow.Holdings{Files: append(old, raw...)})
	require.NoError(t, err)
	gotPack, gotCalendar, err := shelf.Judged(pack, calendar, true)
	require.NoError(t, err)
	require.Equal(t, pack.SHA256, gotPack.SHA256)
	require.Equal(t, calendar.SHA256, gotCalendar.SHA256())
	now, _, err := shelf.Current("cn-540100", true)
	require.NoError(t, err)
	require.NotContains(t, now.Version, "cn@2025.1")

	forged := pack
	forged.SHA256 = hex.EncodeToString(make([]byte, sha256.Size))
	_, _, err = shelf.Judged(forged, calendar, true)
	require.True(t, workflow.IsKind(err, workflow.KindNoLaw), "the name of a version is not enough: %v", err)
	without, err := casework.NewShelf(shipped, workflow.Holdings{Files: raw})
	require.NoError(t, err)
	_, _, err = without.Judged(pack, calendar, true)
	require.True(t, workflow.IsKind(err, workflow.KindNoLaw), "%v", err)
}

// shared is a database that others publish to.
type shared struct{ holds *workflow.Holdings }

func (s shared) Holdings(context.Context) (workflow.Holdings, error) { return *s.holds, nil }

func (s shared) NewestEdition(context.Context) (int64, error) {
	return int64(len(s.holds.Editions)), nil
}

// TestProcessesTakeUpWhatOthersPublish: a version that a case names is looked for at
// once, what is current when the process looks again.
func TestProcessesTakeUpWhatOthersPublish(t *testing.T) {
	t.Parallel()
	shipped, k := shippedLaw(t), &workflow.Holdings{}
	one, err := casework.OpenShelf(t.Context(), shipped, shared{k})
	require.NoError(t, err)
	other, err := casework.OpenShelf(t.Context(), shipped, shared{k})
	require.NoError(t, err)

	pack := cityPack("office-1", "mean")
	k.Files, k.Editions = []law.RawFile{pack}, []workflow.Edition{packEdition(1, pack)}
	require.NoError(t, one.Refresh(t.Context()))
	p, cal, err := one.Current("cn-540100", false)
	require.NoError(t, err)
	require.Contains(t, p.Version, "office-1")
	stale, _, err := other.Current("cn-540100", false)
	require.NoError(t, err)
	require.NotContains(t, stale.Version, "office-1")
	packRef, calRef := casework.RefsOf(p, cal)
	judged, _, err := other.Judged(packRef, calRef, false)
	require.NoError(t, err, "the case of the other process can be read here at once")
	require.Equal(t, p.SHA256, judged.SHA256)
	fresh, _, err := other.Current("cn-540100", false)
	require.NoError(t, err)
	require.Contains(t, fresh.Version, "office-1")
}

// TestShelfNamesWhatDoesNotFit: a published pack that breaks a bound of the program's law stops the start, named.
func TestShelfNamesWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	broken := cityPack("office-1", "mean")
	broken.Bytes = append(broken.Bytes, []byte("  evaluators.min:\n    values:\n      - {from: \"2021-01-01\", value: 1, status: practice, note: \"一人\"}\n")...)
	broken.SHA256 = hashOf(broken.Bytes)
	_, err := casework.NewShelf(shippedLaw(t), workflow.Holdings{Files: []law.RawFile{broken}, Editions: []workflow.Edition{packEdition(1, broken)}})
	require.ErrorContains(t, err, "packs/cn-540100.yaml")
	_, err = casework.NewShelf(shippedLaw(t), workflow.Holdings{Editions: []workflow.Edition{packEdition(1, broken)}})
	require.ErrorContains(t, err, "is not among the files")
}

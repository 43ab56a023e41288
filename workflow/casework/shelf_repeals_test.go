package casework_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func ending(n int64, e workflow.Edition, from string) workflow.Edition {
	e.Repeals, e.Number, e.InForce, e.Confirmation = e.Number, n, day(from), ""
	return e
}

// TestAnAssessmentAfterARepealIsRefusedWithTheTable: before the day it begins by it and keeps it, from the day on it is told what ended.
func TestAnAssessmentAfterARepealIsRefusedWithTheTable(t *testing.T) {
	t.Parallel()
	h := newHouse(t, false)
	shipped, pack := shippedLaw(t), cityPack("office-1", "mean")
	capacity := tableEdition(t, 2, shipped.Offered, "ministry-s5-capacity@2", "2024-01-01", "")
	integration := tableEdition(t, 3, shipped.Offered, "ministry-s5-integration@2", "2024-01-01", "")
	holdings := workflow.Holdings{
		Files:    []law.RawFile{pack},
		Editions: []workflow.Edition{packEdition(1, pack), capacity, integration, ending(4, capacity, "2024-01-09")},
	}
	shelf, err := casework.NewShelf(shipped, holdings)
	require.NoError(t, err)
	h.service.Laws, h.service.Tables = shelf, shelf
	early := h.commissioned()
	h.must(h.manager, early, casework.BeginAssessment{})
	h.on("2024-01-02")
	late := h.commissioned()
	h.on("2024-01-09")
	h.refused(h.manager, late, casework.BeginAssessment{}, workflow.KindNoLaw, "ministry-s5-capacity@2已自2024年1月9日起废止")
	require.Equal(t, capacity.SHA256, h.load(early).Instruments[workflow.PhaseCapacity].SHA256)
	_, err = shelf.Get(instrument.Ref(h.load(early).Instruments[workflow.PhaseCapacity]))
	require.NoError(t, err, "it goes on by the table that it names")
}

// TestLawThatOtherLawRestsOnIsNotRepealed: the shelf without it does not stand.
func TestLawThatOtherLawRestsOnIsNotRepealed(t *testing.T) {
	t.Parallel()
	file := func(code, parent string) law.RawFile {
		text := []byte("code: \"" + code + "\"\nname: \"某地\"\nversion: \"office-1\"\nparent: \"" + parent + "\"\n" + "params:\n" + joined)
		return law.RawFile{Kind: law.KindPack, Code: code, Version: code + "@office-1", SHA256: hashOf(text), Path: law.PlaceOf(law.KindPack, code), Bytes: text}
	}
	city, district := file("cn-510800", "cn-51"), file("cn-510802", "cn-510800")
	of := packEdition(1, city)
	h := workflow.Holdings{Files: []law.RawFile{city, district}, Editions: []workflow.Edition{of, packEdition(2, district)}}
	_, err := casework.NewShelf(shippedLaw(t), h)
	require.NoError(t, err)
	h.Editions = append(h.Editions, ending(3, of, "2024-02-01"))
	_, err = casework.NewShelf(shippedLaw(t), h)
	require.ErrorContains(t, err, "cn-510800")
	h.Editions[2] = ending(3, h.Editions[1], "2024-02-01")
	shelf, err := casework.NewShelf(shippedLaw(t), h)
	require.NoError(t, err)
	p, _, err := shelf.Current("cn-510802", false)
	require.NoError(t, err)
	require.Equal(t, "cn-510800", p.Code, "the law of the city above the district")
}

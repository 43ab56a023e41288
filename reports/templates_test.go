package reports_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow"
)

// update rewrites the golden texts; each is read by a person before it is kept.
var update = flag.Bool("update", false, "rewrite testdata")

// TestEveryPaperHasATemplate compares the samples, and with them the templates,
// with the catalogue.
func TestEveryPaperHasATemplate(t *testing.T) {
	t.Parallel()
	var have []workflow.PaperCode
	for _, s := range samples(t) {
		if !slices.Contains(have, s.job.Paper.Code) {
			have = append(have, s.job.Paper.Code)
		}
	}
	for _, spec := range workflow.PaperSpecs() {
		require.Contains(t, have, spec.Code, "no sample of %s", spec.Code)
		_, err := reports.Build(workflow.PaperJob{Paper: workflow.Paper{Code: spec.Code}})
		var refused *workflow.Error
		require.ErrorAs(t, err, &refused)
		require.Equal(t, "field_missing", refused.Code, "%s has no template", spec.Code)
	}
	require.Len(t, have, len(workflow.PaperSpecs()))
}

// TestGolden compares what each paper says with the reviewed text.
func TestGolden(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, s := range samples(t) {
		require.False(t, seen[s.name], "two samples named %s", s.name)
		seen[s.name] = true
		doc, err := reports.Build(s.job)
		require.NoError(t, err, s.name)
		require.NoError(t, doc.Check(), s.name)
		file := filepath.Join("testdata", s.name+".txt")
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(doc.Text()), 0o600))
			continue
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, string(want), doc.Text(), s.name)
	}
}

// TestHead: every paper carries its number, its date, the case number, the hash
// of the entry and, in the sandbox, the watermark.
func TestHead(t *testing.T) {
	t.Parallel()
	for _, s := range samples(t) {
		doc, err := reports.Build(s.job)
		require.NoError(t, err)
		spec, _ := s.job.Paper.Code.Spec()
		require.Equal(t, string(spec.Code), doc.Kind)
		require.Equal(t, "演练", doc.Watermark)
		require.NotEmpty(t, doc.EntryHash, s.name)
		require.Equal(t, s.job.Paper.On, doc.Date)
		require.Equal(t, string(spec.Moment), string(doc.Moment))
		if spec.Numbered {
			require.Equal(t, s.job.Paper.Number, doc.Number, s.name)
		}
		if spec.Code == "D03a" || spec.Code == "D03b" {
			require.Empty(t, doc.CaseNumber, "a paper of the child names no case")
		} else {
			require.Equal(t, s.job.Case.Number, doc.CaseNumber, s.name)
		}
		s.job.Sandbox = false
		doc, err = reports.Build(s.job)
		require.NoError(t, err)
		require.Empty(t, doc.Watermark)
	}
}

// TestSameJobSameDocument builds twice and compares the whole Document.
func TestSameJobSameDocument(t *testing.T) {
	t.Parallel()
	again := samples(t)
	for i, s := range samples(t) {
		a, err := reports.Build(s.job)
		require.NoError(t, err)
		b, err := reports.Build(again[i].job)
		require.NoError(t, err)
		x, err := json.Marshal(a)
		require.NoError(t, err)
		y, err := json.Marshal(b)
		require.NoError(t, err)
		require.Equal(t, string(x), string(y), s.name)
	}
}

// TestPublicNoticeHidesTheChild: neither the child's name nor its number nor its
// diagnosis stand on a paper that hangs in public.
func TestPublicNoticeHidesTheChild(t *testing.T) {
	t.Parallel()
	w := couple(t)
	w.k.Health = "先天性心脏病"
	doc, err := reports.Build(w.order("D03a", "2023-09-01"))
	require.NoError(t, err)
	text := doc.Text()
	for _, secret := range []string{w.k.Name, w.k.IDNumber, w.k.Health, "王𠮷林", w.c.Number} {
		require.NotContains(t, text, secret)
	}
	require.Contains(t, text, "党*")
}

// TestIllustrativeIsMarked: what is no official standard says so on its face.
func TestIllustrativeIsMarked(t *testing.T) {
	t.Parallel()
	for _, s := range samples(t) {
		switch s.job.Paper.Code {
		case "D11", "D13", "D14", "D16b", "D21a":
			doc, err := reports.Build(s.job)
			require.NoError(t, err)
			require.Contains(t, doc.Text(), "示例（非正式标准）", s.name)
		}
	}
}

// TestNoEmptyPlace: no label stands beside nothing unless the paper is a form or
// the cell is left for the hand.
func TestNoEmptyPlace(t *testing.T) {
	t.Parallel()
	for _, s := range samples(t) {
		doc, err := reports.Build(s.job)
		require.NoError(t, err)
		for _, b := range doc.Blocks {
			grid, ok := b.(reports.KeyValue)
			if !ok {
				continue
			}
			for _, it := range grid.Items {
				if it.Value.Empty() {
					require.Positive(t, it.MinHeight, "%s: “%s” is empty", s.name, it.Label)
				}
			}
		}
		require.NotContains(t, doc.Text(), "%!", s.name)
		require.False(t, strings.Contains(doc.Text(), "。。") || strings.Contains(doc.Text(), "，。") || strings.Contains(doc.Text(), "；。"), "%s: doubled stops", s.name)
	}
}

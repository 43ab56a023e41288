package reports_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/reports"
	"github.com/anjia-project/anjia/workflow"
)

// places gathers every value that can be taken away from a record: pointers,
// lists, texts, dates, numbers, at any depth.
func places(v reflect.Value, out []reflect.Value) []reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.CanSet() {
			out = append(out, v)
		}
		if !v.IsNil() {
			out = places(v.Elem(), out)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[law.Date]() {
			return append(out, v)
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				out = places(v.Field(i), out)
			}
		}
	case reflect.Slice:
		out = append(out, v)
		for i := range v.Len() {
			out = places(v.Index(i), out)
		}
	default:
		if v.CanSet() {
			out = append(out, v)
		}
	}
	return out
}

// TestPartialCasesNeverPanic takes random parts out of a record: Build gives a
// whole Document, or says which particular is missing; it never breaks down.
func TestPartialCasesNeverPanic(t *testing.T) {
	t.Parallel()
	all := samples(t)
	rapid.Check(t, func(r *rapid.T) {
		s := all[rapid.IntRange(0, len(all)-1).Draw(r, "paper")]
		job := s.job
		job.Case, job.Child = clone(t, cmpCase(job.Case)), clone(t, job.Child)
		for range rapid.IntRange(1, 12).Draw(r, "cuts") {
			from := rapid.SampledFrom([]reflect.Value{reflect.ValueOf(job.Case), reflect.ValueOf(job.Child), reflect.ValueOf(&job.Paper)}).Draw(r, "from")
			spots := places(from.Elem(), nil)
			spot := spots[rapid.IntRange(0, len(spots)-1).Draw(r, "spot")]
			if spot.CanSet() {
				spot.SetZero()
			}
		}
		job.Paper.Code = s.job.Paper.Code
		switch rapid.IntRange(0, 12).Draw(r, "whole") {
		case 0:
			job.Case = nil
		case 1:
			job.Child = nil
		case 2:
			job.Pack = nil
		case 3:
			job.Calendar = nil
		case 4:
			job.Tables = nil
		case 5:
			job.Results = nil
		case 6:
			job.EntryHash, job.Paper.FormHash, job.Draft = "", "", []byte("{")
		}
		checkBuild(t, job)
	})
}

func cmpCase(c *workflow.Case) *workflow.Case {
	if c == nil {
		return &workflow.Case{}
	}
	return c
}

// checkBuild accepts a Document that can be set, or a refusal that names fields.
func checkBuild(t require.TestingT, job workflow.PaperJob) {
	doc, err := reports.Build(job)
	if err == nil {
		require.NoError(t, doc.Check())
		return
	}
	var refused *workflow.Error
	require.ErrorAs(t, err, &refused)
	require.Equal(t, workflow.KindUnset, refused.Kind)
	require.NotEmpty(t, refused.Fields)
	for _, f := range refused.Fields {
		require.True(t, strings.HasPrefix(f.Pointer, "/"), f.Pointer)
		require.NotEmpty(t, f.Message)
	}
}

// TestMissingParticulars: what the law asks for on a paper is named when it is
// absent, paper by paper.
func TestMissingParticulars(t *testing.T) {
	t.Parallel()
	cases := []struct {
		sample, pointer string
		cut             func(*workflow.PaperJob)
	}{
		{"D02b-couple", "/case/received_on", func(j *workflow.PaperJob) { j.Case.ReceivedOn = law.Date{} }},
		{"D02b-couple", "/case/complete_on", func(j *workflow.PaperJob) { j.Case.CompleteOn = law.Date{} }},
		{"D02b-couple", "/pack/registration.limit", func(j *workflow.PaperJob) { j.Pack = nil }},
		{"D02c-limit", "/case/supplements/items", func(j *workflow.PaperJob) { j.Case.Supplements = nil }},
		{"D02d-jurisdiction", "/case/ending/competent", func(j *workflow.PaperJob) { j.Case.Ending.Competent = "" }},
		{"D02d-jurisdiction", "/paper/number", func(j *workflow.PaperJob) { j.Paper.Number = "" }},
		{"D03a", "/child/sex", func(j *workflow.PaperJob) { j.Child.Sex = "" }},
		{"D03a", "/child/notice", func(j *workflow.PaperJob) { j.Child.Notice = nil }},
		{"D03b", "/child/notice/claimed", func(j *workflow.PaperJob) { j.Child.Notice.Claimed = true }},
		{"D05-couple", "/case/commission", func(j *workflow.PaperJob) { j.Case.Commission = nil }},
		{"D05-couple", "/paper/recipient", func(j *workflow.PaperJob) { j.Paper.Recipient = "" }},
		{"D08-agency", "/case/commission/contract", func(j *workflow.PaperJob) { j.Case.Commission.Contract = "" }},
		{"D09-clear", "/case/commission/members", func(j *workflow.PaperJob) { j.Case.Commission.Members = nil }},
		{"D10a", "/case/visits/0/place", func(j *workflow.PaperJob) { j.Case.Visits[0].Place = "" }},
		{"D11-capacity", "/tables/capacity", func(j *workflow.PaperJob) { j.Tables = nil }},
		{"D12b", "/case/emergency/police_at", func(j *workflow.PaperJob) { j.Case.Emergency.PoliceAt = "" }},
		{"D13-agency", "/results/integration", func(j *workflow.PaperJob) { j.Results = nil }},
		{"D13-agency", "/case/report/signatures", func(j *workflow.PaperJob) { j.Case.Report.Signatures = nil }},
		{"D17c", "/case/inquiries/0/willing", func(j *workflow.PaperJob) { j.Case.Inquiries[0].Willing = nil }},
		{"D18-register", "/case/decision", func(j *workflow.PaperJob) { j.Case.Decision = nil }},
		{"D19-issued", "/case/registration/certificate", func(j *workflow.PaperJob) { j.Case.Registration.Certificate = "" }},
		{"D20-age", "/case/decision/basis", func(j *workflow.PaperJob) { j.Case.Decision.Basis = nil }},
		{"D20-age", "/case/application/applicants/0/name", func(j *workflow.PaperJob) { j.Case.Application.Applicants[0].Name = "" }},
		{"D21c-none", "/case/follow_up/end_reason", func(j *workflow.PaperJob) { j.Case.FollowUps.EndReason = "" }},
		{"D22c-family", "/case/report/conclusion", func(j *workflow.PaperJob) { j.Case.Report.Conclusion = workflow.ConclusionFit }},
		{"R01-refusal", "/case/papers/0/services", func(j *workflow.PaperJob) { j.Case.Papers[0].Services = nil }},
		{"R02-eligible", "/case/eligibility", func(j *workflow.PaperJob) { j.Case.Eligibility = nil }},
	}
	all := map[string]workflow.PaperJob{}
	for _, s := range samples(t) {
		all[s.name] = s.job
	}
	for _, c := range cases {
		job, ok := all[c.sample]
		require.True(t, ok, c.sample)
		job.Child = clone(t, job.Child)
		if job.Case != nil {
			job.Case = clone(t, job.Case)
		}
		c.cut(&job)
		_, err := reports.Build(job)
		var refused *workflow.Error
		require.ErrorAs(t, err, &refused, "%s without %s", c.sample, c.pointer)
		var pointers []string
		for _, f := range refused.Fields {
			pointers = append(pointers, f.Pointer)
		}
		require.Contains(t, pointers, c.pointer, c.sample)
	}
}

// TestFormsBeforeTheirAct: a form is printed before there is an entry, a date or
// a recipient; its foot then shows the hash of the draft.
func TestFormsBeforeTheirAct(t *testing.T) {
	t.Parallel()
	for _, s := range samples(t) {
		spec, _ := s.job.Paper.Code.Spec()
		if spec.Moment != workflow.MomentForm {
			continue
		}
		job := s.job
		job.Paper = workflow.Paper{Code: spec.Code, Title: spec.Title, Moment: spec.Moment, FormHash: entryHash, Template: "1"}
		job.EntrySeq, job.EntryHash, job.At, job.Actor, job.Draft = 0, "", time.Time{}, workflow.Actor{}, []byte(`{}`)
		doc, err := reports.Build(job)
		require.NoError(t, err, s.name)
		require.Equal(t, entryHash, doc.EntryHash)
		require.Contains(t, doc.Text(), "填报内容校验码："+entryHash)
		require.True(t, doc.Date.IsZero())
		job.Paper.FormHash = ""
		doc, err = reports.Build(job)
		require.NoError(t, err)
		require.Equal(t, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", doc.EntryHash, "SHA-256 of {}")
	}
}

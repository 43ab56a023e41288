package casework_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

func TestACertificateIsHandedToTheAdoptersOnly(t *testing.T) {
	t.Parallel()
	d := &casework.Decision{View: workflow.View{
		On: law.MustDate("2024-03-12"),
		Case: &workflow.Case{
			Application:  workflow.Application{Applicants: []workflow.Applicant{{Person: workflow.Person{Name: "王林"}}}},
			Registration: &workflow.Registration{On: law.MustDate("2024-03-08")},
		},
	}}
	err := casework.HandCertificate{BlankNumber: "54240001", Receivers: []string{"王林", "路人"}}.Decide(t.Context(), d)
	require.True(t, workflow.IsKind(err, workflow.KindInvalid))
	require.ErrorContains(t, err, "/receivers/1")
	require.Zero(t, d.Case.Registration.HandedOn, "nothing has changed")
}

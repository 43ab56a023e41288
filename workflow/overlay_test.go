package workflow_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

func TestOverlaysAreReadFromPacks(t *testing.T) {
	t.Parallel()
	o, err := workflow.ParseOverlay("收养登记证", []string{"page 210 148", "certificate 20.5 20 70 7 12", "photo 150 40 60 108 0"})
	require.NoError(t, err)
	require.Equal(t, workflow.OverlayField{Name: "certificate", Label: "登记证字号", X: 20.5, Y: 20, W: 70, H: 7, Size: 12}, o.Fields[0])
	for why, lines := range map[string][]string{
		"page WIDTH HEIGHT first":    {"certificate 1 1 10 7 12", "page 210 148"},
		"first and once":             {"page 0 148"},
		"no places":                  {"page 210 148"},
		"there is no such place":     {"page 210 148", "signature 1 1 10 7 12"},
		"named twice":                {"page 210 148", "certificate 1 1 10 7 12", "certificate 1 1 10 7 12"},
		"leaves the blank":           {"page 210 148", "photo 150 40 60 108.1 0"},
		"6 to 36 points":             {"page 210 148", "certificate 1 1 10 7 5"},
		"is no number from 0 to 600": {"page 210 601"},
		"NaN is no number":           {"page 210 NaN"},
		"-1 is no number":            {"page 210 148", "certificate -1 1 10 7 12"},
		"name X Y WIDTH HEIGHT SIZE": {"page 210 148", "certificate 1 1 10 7"},
		"line 2 (\"\"): is empty":    {"page 210 148", ""},
	} {
		_, err := workflow.ParseOverlay("收养登记证", lines)
		require.ErrorContains(t, err, why)
	}
}

func TestTheSandboxKnowsABlankAndTheLawDoesNot(t *testing.T) {
	t.Parallel()
	set, err := law.Embedded()
	require.NoError(t, err)
	p, err := set.Pack("cn-540100", true)
	require.NoError(t, err)
	param, err := p.Param("papers.D19.overlay", law.MustDate("2024-03-01"))
	require.NoError(t, err)
	require.Equal(t, law.Illustrative, param.Status)
	lines, err := p.Strings("papers.D19.overlay", law.MustDate("2024-03-01"))
	require.NoError(t, err)
	o, err := workflow.ParseOverlay("收养登记证", lines)
	require.NoError(t, err)
	p, err = set.Pack("cn-540100", false)
	require.NoError(t, err)
	_, err = p.Strings("papers.D19.overlay", law.MustDate("2024-03-01"))
	require.Error(t, err, "nobody has measured a blank")

	moved := o.Shifted(workflow.OverlayShift{Shift: workflow.Shift{DX: 1.5, DY: -1}, Fields: map[string]workflow.Shift{"photo": {DX: 1}}})
	for i, f := range moved.Fields {
		was := o.Fields[i]
		dx := 1.5
		if f.Name == workflow.OverlayPhoto {
			dx = 2.5
		}
		require.InDelta(t, was.X+dx, f.X, 1e-9)
		require.InDelta(t, was.Y-1, f.Y, 1e-9)
	}
	c := &workflow.Case{Registration: &workflow.Registration{On: law.MustDate("2024-03-12"), NameAfter: "王念慈"}}
	for _, f := range o.Filled(c, &workflow.Child{}).Fields {
		switch f.Name {
		case "child_name":
			require.Equal(t, "王念慈", f.Text)
			require.Equal(t, "/case/registration/name_after", f.Field)
		case "registered_on":
			require.Equal(t, "2024年3月12日", f.Text)
		case "photo", "adopter2_name":
			require.Empty(t, f.Text)
		}
	}
}

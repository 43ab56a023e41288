package seal_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/seal"
)

// TestSignedTwinsAreValid has Apache Preflight validate the PDF/A-1 twin of a
// paper after it was signed: once, twice with a timestamp, with a picture of the
// seal. Papers are built to a later part, for which no validator is at hand. A
// file that must be refused lies among them.
func TestSignedTwinsAreValid(t *testing.T) {
	t.Parallel()
	var jars []string
	for _, name := range []string{"preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "javax.activation", "jaxb-api"} {
		jar := "/usr/share/java/" + name + ".jar"
		if _, err := os.Stat(jar); err != nil {
			t.Skipf("SKIPPED, NO SIGNED PAPER WAS VALIDATED AS PDF/A-1b: %s is missing (make test installs libpdfbox2-java, where it may)", jar)
		}
		jars = append(jars, jar)
	}
	h, dir := newHouse(t), t.TempDir()
	plain := sealedPaper(t, 1, true)
	stamped := h.order(h.agency, "某评估机构")
	stamped.Stamp = h.stamper(h.at)
	one := sign(t, plain, h.order(h.authority, "成都市民政局"))
	files := map[string][]byte{
		"plain":    plain,
		"signed":   one,
		"twice":    sign(t, one, stamped),
		"picture":  sign(t, plain, h.pictured(h.authority, "成都市民政局", &seal.Image{PNG: roundSeal(t)})),
		"stranger": sign(t, sealedPaper(t, 2, true), h.order(h.authority, "成都市民政局")),
	}
	for name, b := range files {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name+".pdf"), b, 0o600))
	}
	out, err := exec.CommandContext(t.Context(), "java", "-cp", strings.Join(jars, ":"), "org.apache.pdfbox.preflight.Validator_A1b", "xml", "batch", dir).CombinedOutput()
	for name := range files {
		found, missing := os.ReadFile(filepath.Join(dir, name+".pdf.preflight.xml"))
		require.NoError(t, missing, "%v %s", err, out)
		require.Equal(t, name != "stranger", strings.Contains(string(found), `<isValid type="PDF/A1-b">true</isValid>`), "%s: %s", name, found)
	}
}

// TestOtherReadersFindSignedPapersSound: of the part that papers are built to.
func TestOtherReadersFindSignedPapersSound(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	signed := sign(t, sealedPaper(t, 0, true), h.pictured(h.authority, "成都市民政局", &seal.Image{PNG: roundSeal(t)}))
	signed = sign(t, signed, h.order(h.agency, "某评估机构"))
	f := filepath.Join(t.TempDir(), "f.pdf")
	require.NoError(t, os.WriteFile(f, signed, 0o600))
	api.DisableConfigDir()
	require.NoError(t, api.ValidateFile(f, model.NewDefaultConfiguration()))
	clean(t, signed)
}

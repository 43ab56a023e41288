package console

import (
	"fmt"
	"net/http"
	"strings"

	"rsc.io/qr"

	"github.com/anjia-project/anjia/workflow"
)

// quiet is the white edge of a QR code, in modules (ISO/IEC 18004 asks for four).
const quiet = 4

// factorQR is the picture of the secret that waits for its first code; not found when none does.
func factorQR(v *visit) error {
	offer, err := v.console.office.PendingFactor(v.Request().Context(), v.actor())
	if err != nil {
		if workflow.IsKind(err, workflow.KindNotFound) {
			return v.NoContent(http.StatusNotFound)
		}
		return err
	}
	picture, err := qrPicture(offer.URI)
	if err != nil {
		return err
	}
	return v.Blob(http.StatusOK, "image/svg+xml", picture)
}

// qrPicture draws a QR code, black on white in every theme: readers want it so.
func qrPicture(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return nil, fmt.Errorf("console: QR code: %w", err)
	}
	side := code.Size + 2*quiet
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%dv%dH0z"/><path fill="#000" d="`, side, side, side, side)
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				fmt.Fprintf(&b, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	b.WriteString(`"/></svg>`)
	return []byte(b.String()), nil
}

// grouped is a secret in groups of four, to be typed.
func grouped(secret string) string {
	var b strings.Builder
	for i, r := range secret {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

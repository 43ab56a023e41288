package console

import (
	"fmt"
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/workflow/casework"
)

// usable reports whether a file may be had: nobody gets one that waits for the scanner or holds a virus.
func usable(u *casework.Upload) bool {
	return u.State != casework.UploadQuarantine && u.State != casework.UploadInfected
}

// thumbnail is the address of the small picture of a file, "" when there is none.
func thumbnail(d caseData, u *casework.Upload) string {
	for _, c := range u.Copies {
		if c.Kind == casework.CopyThumbnail && c.FileID != "" && usable(u) {
			return d.at("/uploads/" + u.ID + "/copies/" + string(c.Kind))
		}
	}
	return ""
}

// fileBadge says what the virus scanner says.
func fileBadge(f view.Frame, u *casework.Upload) view.Badge {
	switch u.State {
	case casework.UploadClean:
		return view.Badge{Text: f.T("evidence.clean"), Tone: view.Good}
	case casework.UploadQuarantine:
		return view.Badge{Text: f.T("evidence.quarantine"), Tone: view.Paused}
	case casework.UploadInfected:
		return view.Badge{Text: f.T("evidence.infected"), Tone: view.Danger}
	case casework.UploadNotScanned:
	}
	return view.Badge{Text: f.T("evidence.not_scanned"), Tone: view.Plain}
}

// fileTexts are what is known of a file besides.
func fileTexts(d caseData, u *casework.Upload) []string {
	f := d.Frame
	var out []string
	if u.Kind != "" {
		kind := instrument.KindTitle(u.Kind)
		if kind == "" {
			kind = u.Kind
		}
		out = append(out, kind)
	}
	out = append(out, f.T("evidence.kept", f.Words.Moment(u.At), size(u.Size)))
	if !u.ExpiresOn.IsZero() {
		out = append(out, f.T("material.valid", f.Words.Date(u.ExpiresOn)))
	}
	if u.Signature != "" {
		out = append(out, u.Signature)
	}
	for _, c := range u.Copies {
		if c.Failure != "" {
			out = append(out, c.Failure)
		}
	}
	return out
}

// size writes a number of bytes as people read it.
func size(n int64) string {
	const step = 1024
	units := []string{"B", "KB", "MB", "GB"}
	x, i := float64(n), 0
	for x >= step && i < len(units)-1 {
		x, i = x/step, i+1
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0") + " " + units[i]
}

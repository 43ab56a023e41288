package workflow

import (
	"errors"
	"fmt"

	"github.com/anjia-project/anjia/assessment/law"
)

// wordingDay is the day on which a set of packs is asked for the wording of papers:
// the end of the range of dates, so that a wording which a pack repeals is missed
// when the pack is loaded and not on the day of the repeal.
func wordingDay() law.Date { return law.MustDate("2099-12-31") }

// CheckWording asks every pack of a set for what the catalogue of papers needs: the
// title of each paper, how it is signed, and the salutation of each that is served.
// It names each that is missing, with the remedy; nil when none is.
func CheckWording(set *law.Set) error {
	var errs []error
	for _, code := range set.Codes() {
		pack, err := set.Pack(code, false)
		if err != nil {
			return err
		}
		for _, spec := range PaperSpecs() {
			for _, key := range spec.wording() {
				if text, err := pack.Text(key, wordingDay()); err != nil || text == "" {
					errs = append(errs, fmt.Errorf("pack %s: paper %s (%s) lacks %s: give it in the pack of the nation, or lay no repeal over it", code, spec.Code, spec.Title, key))
				}
			}
		}
	}
	return errors.Join(errs...)
}

// wording are the keys of the pack without which a paper cannot be written.
func (s PaperSpec) wording() []string {
	of := "papers." + string(s.Code)
	keys := []string{of + ".title", of + ".seal"}
	if s.Served && s.Code != "D19" { // a certificate addresses nobody
		keys = append(keys, of+".salutation")
	}
	return keys
}

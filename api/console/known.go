package console

import (
	"encoding/base64"
	"encoding/json"

	"github.com/anjia-project/anjia/workflow/office"
)

// keepKnown marks this browser as one of the person who has just signed in: guesses
// from elsewhere don't slow its owner down, and what is typed when a session has ended
// is kept for that person alone.
func (v *visit) keepKnown(login, accountID string) error {
	k := office.Known{Login: login, AccountID: accountID, Mark: newKey()}
	if had := v.known(); had.AccountID == accountID {
		k.Mark = had.Mark // the counter of the device goes on
	}
	raw, err := json.Marshal(k)
	if err != nil {
		return err
	}
	sealed, err := v.console.office.Seal(v.Request().Context(), office.SealDevice, "", raw)
	if err != nil {
		return err
	}
	v.keep(v.console.knownCookieName(), base64.RawURLEncoding.EncodeToString(sealed), aYear)
	return nil
}

// known is who signed in with this browser last; nobody when it brings no mark, or one
// that is not of this installation.
func (v *visit) known() office.Known {
	var out office.Known
	c, err := v.Cookie(v.console.knownCookieName())
	if err != nil {
		return out
	}
	sealed, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil {
		return out
	}
	raw, ok, err := v.console.office.Unseal(v.Request().Context(), office.SealDevice, "", sealed)
	if err != nil || !ok || json.Unmarshal(raw, &out) != nil {
		return office.Known{}
	}
	return out
}

// knownFor is the mark of this browser for a login name, "" when it is somebody else's.
func (v *visit) knownFor(login string) string {
	if k := v.known(); k.Login == login && login != "" {
		return k.Mark
	}
	return ""
}

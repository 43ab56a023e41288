package casework

import (
	"context"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// Checks are the addresses at which whoever holds a paper can ask whether the office
// knows it (文书核验). The zero value gives papers none.
type Checks struct {
	place string // https://host/check/
	key   []byte
}

// NewChecks makes the addresses of an installation: public is where it answers the
// public, "" when it does not; secret is its secret. It fails for what is no
// address of the web, or has more to it than host and path.
func NewChecks(public string, secret []byte) (Checks, error) {
	if public == "" {
		return Checks{}, nil
	}
	u, err := url.Parse(public)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return Checks{}, fmt.Errorf("%q is no public address: give one such as https://shouyang.example.gov.cn", public)
	}
	key, err := hkdf.Key(sha256.New, secret, nil, "anjia paper check 1", sha256.Size)
	return Checks{place: strings.TrimSuffix(u.String(), "/") + "/check/", key: key}, err
}

// tokenBytes of the keyed hash make a token of 24 letters and digits: 120 bits.
const tokenBytes = 15

var tokenText = base32.StdEncoding.WithPadding(base32.NoPadding)

// Address is where a paper can be checked, "" where papers have no address. Only
// who has the installation's secret can make it up.
func (c Checks) Address(paperID, entryHash string) string {
	if c.place == "" {
		return ""
	}
	mac := hmac.New(sha256.New, c.key)
	mac.Write([]byte(paperID + "\x00" + entryHash))
	return c.place + strings.ToLower(tokenText.EncodeToString(mac.Sum(nil)[:tokenBytes]))
}

// checkMark is what is kept of an address: the hash of its token, so that neither
// the time of a look-up nor a copy of the database tells a token. Empty for none.
func checkMark(address string) []byte {
	if address == "" {
		return nil
	}
	return tokenMark(address[strings.LastIndexByte(address, '/')+1:])
}

// tokenMark is the hash of a token, however its letters were typed.
func tokenMark(token string) []byte {
	sum := sha256.Sum256([]byte(strings.ToLower(token)))
	return sum[:]
}

// PlaceOfPaper is where a paper stands: in a case, or in a child's own record.
type PlaceOfPaper struct{ AuthorityID, CaseID, ChildID, PaperID string }

// PaperCheck is what anybody who holds a paper is told of it: nothing of a person.
type PaperCheck struct {
	Code      workflow.PaperCode `json:"code"`
	Title     string             `json:"title"`
	Number    string             `json:"number,omitempty"`
	Authority string             `json:"authority"`
	On        law.Date           `json:"on,omitzero"`
	// Entry is the start of the hash of the entry, as it stands in the foot of each page.
	Entry string `json:"entry"`
	// VoidOn is when the paper was made void (作废); Replaced says that another of its
	// kind stands for it.
	VoidOn   law.Date `json:"void_on,omitzero"`
	Replaced bool     `json:"replaced,omitempty"`
	// Signatures counts the electronic signatures on the file.
	Signatures int  `json:"signatures"`
	Sandbox    bool `json:"sandbox,omitempty"` // made for training, of no effect
}

// shownEntry is how many characters of the entry hash a page shows.
const shownEntry = 16

// CheckPaper tells what the office knows of the paper with this token: to anybody,
// without an actor; not_found for any other text. It is no reading of the case
// and stands nowhere in the record.
func (s *Service) CheckPaper(ctx context.Context, token string) (*PaperCheck, error) {
	place, known, err := s.Store.CheckedPaper(ctx, tokenMark(token))
	switch {
	case err != nil:
		return nil, err
	case !known:
		return nil, workflow.Refuse(workflow.KindNotFound, "unknown_check",
			"没有查到这一文书：请核对链接是否完整，或者重新扫描文书首页的二维码；仍然查不到的，请向文书载明的登记机关核实")
	case place.CaseID == "":
		return s.checkOfChild(ctx, place)
	}
	var out *PaperCheck
	err = s.Store.WithinCase(ctx, place.CaseID, func(tx Tx) error {
		opened, err := tx.Case(ctx, place.CaseID)
		if err != nil {
			return err
		}
		p := opened.Case.Paper(place.PaperID)
		if p == nil {
			return fmt.Errorf("casework: paper %s was set and is not in its case", place.PaperID)
		}
		entry, err := tx.EntryPayload(ctx, place.CaseID, p.EntrySeq)
		if err != nil {
			return err
		}
		out = checkOf(*p, opened.Case.Authority.Name, entry.Hash.String(), opened.House)
		out.Replaced = !p.VoidOn.IsZero() && slices.ContainsFunc(opened.Case.Papers, func(q workflow.Paper) bool {
			return q.Code == p.Code && q.To == p.To && q.Subject == p.Subject && q.VoidOn.IsZero()
		})
		done, err := tx.SealedPaper(ctx, place.CaseID, place.PaperID)
		if err == nil && done != nil && done.Failure == "" {
			out.Signatures = len(done.Signatures)
		}
		return err
	})
	return out, err
}

// checkOfChild is CheckPaper of a paper of a child's own record.
func (s *Service) checkOfChild(ctx context.Context, place PlaceOfPaper) (*PaperCheck, error) {
	var out *PaperCheck
	err := s.Store.Within(ctx, system(place.AuthorityID), func(tx Tx) error {
		child, err := tx.Child(ctx, place.ChildID)
		if err != nil {
			return err
		}
		p := paperOfChild(child, place.PaperID)
		if p == nil {
			return fmt.Errorf("casework: paper %s was set and is not in its child's record", place.PaperID)
		}
		entry, err := tx.AuthorityEntry(ctx, place.AuthorityID, p.EntrySeq)
		if err != nil {
			return err
		}
		authority, err := tx.Authority(ctx, place.AuthorityID)
		if err != nil {
			return err
		}
		house, err := tx.House(ctx)
		out = checkOf(*p, authority.Ref.Name, entry.Hash.String(), house)
		return err
	})
	return out, err
}

func checkOf(p workflow.Paper, authority, entryHash string, house House) *PaperCheck {
	if p.Moment == workflow.MomentForm && p.FormHash != "" {
		entryHash = p.FormHash // that is what its pages show
	}
	return &PaperCheck{
		Code: p.Code, Title: p.Title, Number: p.Number, Authority: authority, On: p.On, Entry: entryHash[:shownEntry],
		VoidOn: p.VoidOn, Sandbox: house.Sandbox,
	}
}

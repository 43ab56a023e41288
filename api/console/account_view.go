package console

import (
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/api/console/view"
	"github.com/anjia-project/anjia/workflow/office"
)

// sessionLine is one session as the reader sees it.
type sessionLine struct {
	ID, Device, Place, Opened, Seen string
	Badges                          []view.Badge
	Current                         bool
}

func (v *visit) whoFacts(a office.Account) []view.Fact {
	facts := []view.Fact{
		{Name: v.t("account.name"), Value: a.Name},
		{Name: v.t("account.login"), Value: a.Login},
		{Name: v.t("account.role"), Value: v.t("role." + string(a.Role))},
	}
	return appendFact(facts, v.t("account.organisation"), v.actor().Organisation)
}

// guardFacts tell what protects the account and lead to where it is changed.
func (v *visit) guardFacts(f office.FactorState) []view.Fact {
	second := view.Fact{Name: v.t("factor.title"), Value: v.t("factor.off"), To: pathFactor, Change: v.t("factor.enable")}
	if f.Required {
		second.Note = v.t("factor.required")
	}
	if f.Enabled {
		second.Value, second.Change = v.t("factor.on"), v.t("account.change")
		second.Note = v.t("factor.left", strconv.Itoa(f.RecoveryLeft))
	}
	return []view.Fact{
		{Name: v.t("signin.password"), Value: v.t("account.password.set"), To: pathPassword, Change: v.t("account.change")},
		second,
	}
}

func (v *visit) sessionLines(lines []office.SessionLine) []sessionLine {
	out := make([]sessionLine, 0, len(lines))
	for _, l := range lines {
		s := sessionLine{
			ID: l.ID, Device: v.deviceName(l), Place: l.Place, Opened: v.words.Moment(l.OpenedAt), Seen: v.words.Moment(l.SeenAt), Current: l.Current,
		}
		if l.Current {
			s.Badges = append(s.Badges, view.Badge{Text: v.t("account.sessions.this"), Tone: view.Good})
		}
		if l.SecondFactor {
			s.Badges = append(s.Badges, view.Badge{Text: v.t("factor.title"), Tone: view.Plain})
		}
		out = append(out, s)
	}
	return out
}

// deviceName says in a few words with what a session was opened: browser and system, as
// far as they say so themselves.
func (v *visit) deviceName(l office.SessionLine) string {
	if l.Kind == office.SessionAPI {
		program, _, _ := strings.Cut(l.Device, " ")
		return strings.TrimSpace(v.t("account.device.api") + " " + program)
	}
	browser := firstOf(l.Device, v.t("account.device.browser"), "MicroMessenger", "微信", "Edg", "Edge", "Firefox", "Firefox", "Chrome", "Chrome", "Safari", "Safari")
	system := firstOf(l.Device, "", "HarmonyOS", "HarmonyOS", "Android", "Android", "iPhone", "iPhone", "iPad", "iPad", "Windows", "Windows", "Mac OS", "macOS", "Linux", "Linux")
	if system == "" {
		return browser
	}
	return browser + " · " + system
}

// firstOf finds the first of pairs (mark, name) whose mark stands in the text.
func firstOf(text, otherwise string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if strings.Contains(text, pairs[i]) {
			return pairs[i+1]
		}
	}
	return otherwise
}

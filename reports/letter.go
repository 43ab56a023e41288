package reports

import (
	"strings"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
)

// letter opens a paper that the authority addresses to somebody: organ over the
// title and salutation, whose wording is data of the pack.
func (p *paper) letter() {
	p.doc.Authority = p.authority()
	if p.job.Paper.Recipient == "" {
		p.lack("/paper/recipient", "主送（受送达人）")
		return
	}
	p.addressed(p.livingRecipient(p.job.Paper))
}

// addressed sets the salutation of the paper (称谓): the pack's wording with the
// names of the case in it. A pack that is older than the wording leaves the name of
// whom the paper is for.
func (p *paper) addressed(recipient string) {
	p.doc.Recipient = recipient
	wording := p.packText("papers." + string(p.spec.Code) + ".salutation")
	if wording == "" {
		return
	}
	body := recipient
	if p.c.Commission != nil && p.c.Commission.BodyName != "" {
		body = p.c.Commission.BodyName
		if p.isMixed() && p.job.Paper.To == "body" { // written to the agency that is asked to send people
			body = p.agencyName()
		}
	}
	filled := strings.NewReplacer(
		"{recipient}", recipient, "{applicants}", p.applicantNames().String(), "{body}", body, "{authority}", p.c.Authority.Name,
	).Replace(wording)
	p.doc.Recipient = strings.TrimSuffix(strings.TrimSuffix(filled, "："), ":")
}

// you addresses the applicants: 你们, or 你 for one who adopts alone or is the
// only one alive.
func (p *paper) you() string {
	if len(p.c.LivingApplicants()) == 1 {
		return "你"
	}
	return "你们"
}

// livingRecipient is whom a paper of the applicants is for: nobody writes to the
// dead. Orders of papers name the living alone; in one that is older the names of all
// give way to theirs, or to the next of kin.
func (p *paper) livingRecipient(of workflow.Paper) string {
	alive := p.c.LivingApplicants()
	if len(alive) == len(p.c.Application.Applicants) || of.To != "applicants" || of.Recipient != p.applicantNames().String() {
		return of.Recipient
	}
	var names []string
	for _, a := range alive {
		names = append(names, a.Name)
	}
	if len(names) == 0 {
		return p.c.Ending.Who + "的近亲属"
	}
	return strings.Join(names, "、")
}

// basis appends the legal bases, each once, in the order given. What rests on no
// text is no legal basis: its note says so in a line of its own.
func (p *paper) basis(citations ...law.Citation) {
	texts, notes := grouped(citations)
	if len(texts) > 0 {
		p.add(Basis{Citations: texts})
	}
	for _, n := range notes {
		p.small("说明：" + trimStop(n) + "。")
	}
}

// grouped joins the articles of one instrument: 《…办法》第四条、第八条. What names
// no instrument comes back as notes.
func grouped(citations []law.Citation) (texts, notes []string) {
	var titles []string
	articles := map[string][]string{}
	for _, c := range citations {
		if c.Instrument == "" {
			notes = appendNew(notes, c.Note)
			continue
		}
		title := law.Citation{Instrument: c.Instrument, Number: c.Number}.String()
		titles = appendNew(titles, title)
		articles[title] = appendNew(articles[title], c.Article)
	}
	for _, t := range titles {
		texts = append(texts, t+strings.Join(articles[t], "、"))
	}
	return texts, notes
}

func appendNew(list []string, text string) []string {
	if text == "" {
		return list
	}
	for _, have := range list {
		if have == text {
			return list
		}
	}
	return append(list, text)
}

// contact appends how to reach the authority; what it has not stored is left out.
func (p *paper) contact() {
	var parts []any
	clause := func(label string, fact Inline) {
		if len(parts) > 0 {
			parts = append(parts, "；")
		}
		parts = append(parts, label, fact)
	}
	if p.c.OfficerName != "" {
		clause("承办人：", Fact("/case/officer_name", p.c.OfficerName))
	}
	if p.c.Authority.Phone != "" {
		clause("联系电话：", Fact("/case/authority/phone", p.c.Authority.Phone))
	}
	if p.c.Authority.Address != "" {
		clause("地址：", Fact("/case/authority/address", p.c.Authority.Address))
	}
	if len(parts) > 0 {
		p.small(append(parts, "。")...)
	}
}

// closing ends an issued paper: organ, date, place of the seal.
func (p *paper) closing() { p.add(Closing{Seal: true, Date: p.job.Paper.On}) }

// imprint ends a document to another organ at the foot of its last page (版记).
func (p *paper) imprint() {
	if p.doc.Head != nil && !p.job.Paper.On.IsZero() {
		p.add(Imprint{Organ: p.doc.Authority, On: p.job.Paper.On})
	}
}

// longReport is how many pages a report may have without a table of contents.
const longReport = 6

// remedies appends the ways of redress against a decision (救济途径): wording and
// periods from the pack, names of authority and court from the order.
func (p *paper) remedies() {
	r := p.job.Paper.Remedies
	if r == nil {
		r = &workflow.Remedies{Reconsideration: p.c.Authority.Superior, Court: p.c.Authority.Court}
	}
	organ, court := r.Reconsideration, r.Court
	if organ == "" {
		organ = p.packText("remedy.reconsideration_authority")
	}
	if court == "" {
		court = p.packText("remedy.lawsuit_authority")
	}
	names := strings.NewReplacer("{reconsideration_authority}", organ, "{lawsuit_authority}", court)
	first, second := p.packText("remedy.reconsideration_text"), p.packText("remedy.lawsuit_text")
	if first == "" || organ == "" {
		p.lack("/pack/remedy.reconsideration_text", "申请行政复议的机关和期限")
	}
	if second == "" || court == "" {
		p.lack("/pack/remedy.lawsuit_text", "提起行政诉讼的法院和期限")
	}
	p.add(Notice{Title: p.needText("remedy.title", "救济途径的名称"), Paragraphs: []Inline{Text(names.Replace(first) + names.Replace(second))}})
}

package api

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// paperList are the papers that the reader may see, in the order of issue, each
// with the hash of its file once it was set.
type paperList struct {
	Papers []casework.PaperLine `json:"papers"`
}

func (s *server) papers(ctx context.Context, in *InCase) (*body[paperList], error) {
	list, err := s.cases.Papers(ctx, edge.ActorOf(ctx), in.CaseID)
	if err != nil {
		return nil, err
	}
	return &body[paperList]{paperList{Papers: list}}, nil
}

// readPaper asks for the file of a paper.
type readPaper struct {
	InCase
	Paper       string `path:"paper" format:"uuid" doc:"Id of the paper"`
	Variant     string `query:"variant" enum:"a3,words" doc:"a3: a copy as PDF/A-3 with what the paper says as JSON (document.json) and the header of its entry (entry.json) attached; words: a trial print with all words of the office's second language, drafts marked (双语词条试印). A copy is set anew, carries no signature, is not the original, and says so"`
	Gloss       string `query:"gloss" enum:"en" doc:"A copy for information with English beside labels and code lists (英文对照件); the Chinese text is authoritative. Not together with variant"`
	IfNoneMatch string `header:"If-None-Match" maxLength:"200" doc:"ETag of the file that is there already"`
}

// file is bytes with what names them. The ETag of a paper is the SHA-256 of its bytes.
type file struct {
	Status      int
	ContentType string `header:"Content-Type"`
	ETag        string `header:"ETag" doc:"SHA-256 of the bytes"`
	Disposition string `header:"Content-Disposition"`
	FormHash    string `header:"X-Form-Hash" doc:"Of the draft input printed on a form; give it as form_hash with the act"`
	Body        []byte
}

func (s *server) paper(ctx context.Context, in *readPaper) (*file, error) {
	kind, err := copyAsked(in.Variant, in.Gloss)
	if err != nil {
		return nil, err
	}
	var p *casework.PaperFile
	if kind == "" {
		p, err = s.cases.Paper(ctx, edge.ActorOf(ctx), in.CaseID, in.Paper)
	} else {
		p, err = s.cases.PaperCopy(ctx, edge.ActorOf(ctx), in.CaseID, in.Paper, kind)
	}
	if err != nil {
		return nil, err
	}
	return copyNamed(paperFile(p, in.IfNoneMatch), p, kind), nil
}

// readChildPaper asks for the file of a paper of a child.
type readChildPaper struct {
	InChild
	Paper       string `path:"paper" format:"uuid" doc:"Id of the paper"`
	Variant     string `query:"variant" enum:"a3,words" doc:"As for a paper of a case"`
	Gloss       string `query:"gloss" enum:"en" doc:"As for a paper of a case"`
	IfNoneMatch string `header:"If-None-Match" maxLength:"200" doc:"ETag of the file that is there already"`
}

func (s *server) childPaper(ctx context.Context, in *readChildPaper) (*file, error) {
	kind, err := copyAsked(in.Variant, in.Gloss)
	if err != nil {
		return nil, err
	}
	var p *casework.PaperFile
	if kind == "" {
		p, err = s.cases.ChildPaper(ctx, edge.ActorOf(ctx), in.ChildID, in.Paper)
	} else {
		p, err = s.cases.ChildPaperCopy(ctx, edge.ActorOf(ctx), in.ChildID, in.Paper, kind)
	}
	if err != nil {
		return nil, err
	}
	return copyNamed(paperFile(p, in.IfNoneMatch), p, kind), nil
}

// printForm asks for a form before its act.
type printForm struct {
	InCase
	Code string `path:"code" pattern:"^[DR][0-9]{2}[a-z]?$" doc:"Code of the paper" example:"D01"`
	Body struct {
		Act   workflow.ActName `json:"act" pattern:"^[a-z_]+$" maxLength:"60" doc:"The act that the form prepares" example:"submit"`
		Input map[string]any   `json:"input" doc:"The draft of the act's input, as POST …/acts/{act} takes it"`
	}
}

func (s *server) form(ctx context.Context, in *printForm) (*file, error) {
	draft, err := json.Marshal(in.Body.Input)
	if err != nil {
		return nil, err
	}
	p, err := s.cases.Form(ctx, edge.ActorOf(ctx), in.CaseID, in.Body.Act, workflow.PaperCode(in.Code), draft)
	if err != nil {
		return nil, err
	}
	return paperFile(p, ""), nil
}

func paperFile(p *casework.PaperFile, known string) *file {
	tag := `"` + p.SHA256 + `"`
	f := &file{
		Status: 200, ContentType: "application/pdf", ETag: tag, Disposition: disposition("inline", paperName(p.Paper)),
		FormHash: p.FormHash, Body: p.Content,
	}
	if matches(known, tag) {
		f.Status, f.Body = 304, nil
	}
	return f
}

// copyAsked is the kind of copy that a query asks for, "" for the paper itself.
func copyAsked(variant, gloss string) (workflow.PaperCopy, error) {
	switch {
	case variant != "" && gloss != "":
		return "", workflow.Invalid(workflow.Field("/gloss", "one_copy", "英文对照件（gloss）与其他副本（variant）不能同时要求，请只填一项"))
	case gloss != "":
		return workflow.CopyGloss, nil
	}
	return workflow.PaperCopy(variant), nil
}

// copyNamed tells a copy from the paper by the name of its file.
func copyNamed(f *file, p *casework.PaperFile, kind workflow.PaperCopy) *file {
	names := map[workflow.PaperCopy]string{workflow.CopyWithData: "附数据", workflow.CopyGloss: "英文对照", workflow.CopyWords: "双语试印"}
	if kind != "" {
		f.Disposition = disposition("inline", strings.TrimSuffix(paperName(p.Paper), ".pdf")+"-"+names[kind]+".pdf")
	}
	return f
}

// paperName names the file of a paper after code, title and number.
func paperName(p workflow.Paper) string {
	return strings.Join(strings.Fields(string(p.Code)+" "+p.Title+" "+p.Number), "-") + ".pdf"
}

// disposition names a file in a header that is ASCII only (RFC 6266, RFC 8187).
func disposition(kind, name string) string {
	return kind + "; filename*=UTF-8''" + url.PathEscape(name)
}

// matches reports whether a list of entity tags (If-None-Match) names the tag.
func matches(list, tag string) bool {
	for t := range strings.SplitSeq(list, ",") {
		if t = strings.TrimSpace(t); t == "*" || strings.TrimPrefix(t, "W/") == tag {
			return true
		}
	}
	return false
}

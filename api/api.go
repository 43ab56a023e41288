package api

import (
	"errors"
	"log/slog"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"github.com/anjia-project/anjia/api/edge"
	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow/casework"
	"github.com/anjia-project/anjia/workflow/office"
)

// Deps is what the API works with.
type Deps struct {
	Cases  *casework.Service
	Office *office.Service
	Law    Law // packs, calendars and scoring tables, for readers
	Replay *casework.Replay
	Boards *casework.Boards
	// Notices are what people were told of dates.
	Notices casework.Notices
	Book    *casework.LogBook
	// Secret signs the cursors of lists: that of the installation, the same in every process.
	Secret []byte
	// Ready is asked by /readyz.
	Ready []Check
	// Notes are told by /readyz beside that.
	Notes []Note
	// Version of the program, for the document.
	Version string
	Log     *slog.Logger
	Server  edge.ServerOptions
}

// Law is the law of the installation as it stands; casework's shelves are ones.
type Law interface {
	// Set is the packs and calendars in use.
	Set() *law.Set
	// Library holds every scoring table that can be named.
	Library() *instrument.Library
	// Standing says how a table stands in the installation.
	Standing(ref instrument.Ref) casework.TableStanding
}

// server is the API with its services.
type server struct {
	huma    huma.API
	cases   *casework.Service
	office  *office.Service
	replay  *casework.Replay
	boards  *casework.Boards
	notices casework.Notices
	book    *casework.LogBook
	law     Law
	cursors *edge.Cursors
	ready   []Check
	notes   []Note
	log     *slog.Logger
	faults  []error
}

const description = `The life of an adoption case in China, from the application to the closed file (收养登记与收养评估).

Every refusal is a problem document (RFC 9457) whose code is stable English and whose texts are Chinese; it names
places of the input by JSON pointer, unmet conditions with article and who can meet them. Acts need Idempotency-Key
and, where something is changed, If-Match with the ETag that was read. Dates are civil dates in Asia/Shanghai,
instants RFC 3339.`

// New makes the API on an Echo of its own. It fails when the list of acts and the
// tables don't fit together.
func New(d Deps) (*echo.Echo, error) {
	e, _, err := build(d)
	return e, err
}

func build(d Deps) (*echo.Echo, *server, error) {
	if d.Log == nil {
		d.Log = slog.Default()
	}
	if d.Server.Log == nil {
		d.Server.Log = d.Log
	}
	e := edge.NewEcho(d.Server)
	s := &server{
		cases: d.Cases, office: d.Office, replay: d.Replay, boards: d.Boards, notices: d.Notices, book: d.Book, law: d.Law, cursors: edge.NewCursors(d.Secret), ready: d.Ready, notes: d.Notes, log: d.Log,
	}
	s.document(e, d)
	s.checks(e)
	s.health(e)
	if s.logIsPublic() {
		e.Use(limitLog())
	}
	s.routes()
	headOfUploads(e)
	s.addExamples()
	ordered(s.huma.OpenAPI().Components.Schemas)
	s.plain()
	return e, s, errors.Join(s.faults...)
}

// document puts huma under the prefix with schemas named in our way.
func (s *server) document(e *echo.Echo, d Deps) {
	s.huma = edge.NewAPI(e, edge.APIOptions{
		Title: "anjia 安家", Version: d.Version, Description: description, OpenAPIPath: prefix + "/openapi", Door: d.Office,
	})
	doc := s.huma.OpenAPI()
	doc.Components.Schemas = newRegistry()
	doc.Components.SecuritySchemes["bearer"].Description = "Token of POST " + prefix + "/sessions"
	doc.Servers = []*huma.Server{{URL: "/"}}
	doc.Info.Contact = &huma.Contact{Name: "anjia", URL: "https://github.com/anjia-project/anjia"}
	for _, t := range []huma.Tag{
		{Name: "sessions", Description: "登录与会话"},
		{Name: "second-factor", Description: "两步验证与恢复码"},
		{Name: "authorities", Description: "登记机关"},
		{Name: "agencies", Description: "评估机构与评估委托"},
		{Name: "evaluators", Description: "评估员"},
		{Name: "accounts", Description: "账户"},
		{Name: "blank-slips", Description: "空白证件登记簿：入库、领用、使用、作废、遗失、退回、销毁"},
		{Name: "publications", Description: "规则包、工作日历、评分表的起草与发布：两人办理"},
		{Name: "children", Description: "被收养人与公告"},
		{Name: "cases", Description: "案件"},
		{Name: "acts", Description: "办理事项：一事项一路径"},
		{Name: "papers", Description: "文书与待签表单"},
		{Name: "uploads", Description: "上传文件"},
		{Name: "sheets", Description: "评分表草稿"},
		{Name: "notices", Description: "期限提醒：每人只见自己的"},
		{Name: "jobs", Description: "后台任务：进度、取消、重试"},
		{Name: "log", Description: "办理记录日志：检查点与分片（C2SP tlog-tiles）"},
		{Name: "law", Description: "规则包、工作日历、评分表、条件审查"},
		{Name: "sandbox", Description: "演练时钟"},
	} {
		doc.Tags = append(doc.Tags, &t)
	}
}

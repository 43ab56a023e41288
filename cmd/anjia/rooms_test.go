package main_test

// room is a package and what it may import of ours. "x/**" is x and everything below it. Nothing follows from
// anything else: that a may import b, and b may import c, does not let a import c.
type room struct {
	path string
	may  []string
	kind kind
}

// kind says how far a room is from the outside world.
type kind int

const (
	// edge rooms touch files, networks, databases and clocks.
	edge kind = iota
	// acting rooms change cases through ports: they do no input or output themselves and are told the time.
	acting
	// pure rooms compute: the same arguments give the same result, for ever.
	pure
)

// rooms is the table of the arrows. A package without a row fails the test: name its room here first, and what it
// may know, and say why in the commit. docs/adr/0002-rooms-and-arrows.md explains the order of the house.
var rooms = []room{
	{"assessment/law", nil, pure},
	{"assessment/law/statute", []string{"assessment/law"}, pure},
	{"assessment/instrument", []string{"assessment/law"}, pure},
	{"assessment/instrument/sheet", []string{"assessment/instrument", "assessment/law"}, pure},
	{"assessment/eligibility", []string{"assessment/law"}, pure},
	{"assessment/agreement", nil, pure},
	{"assessment", []string{"assessment/instrument", "assessment/law"}, pure},

	{"workflow", []string{"assessment", "assessment/instrument", "assessment/eligibility", "assessment/law"}, pure},
	{"workflow/whatif", []string{"workflow", "assessment/**"}, pure},
	{"workflow/board", []string{"workflow", "assessment/**"}, pure},
	{"workflow/ledger", nil, pure},
	{"workflow/content", nil, pure},
	{"workflow/content/clamd", nil, edge},                            // asks the virus scanner
	{"workflow/content/poppler", []string{"workflow/content"}, edge}, // draws pages with a program of the machine
	{"workflow/casework", []string{"workflow", "workflow/whatif", "workflow/board", "workflow/content", "assessment/**", "workflow/ledger"}, acting},
	{"workflow/office", []string{"workflow", "assessment/**", "workflow/ledger"}, acting},
	{"workflow/jobs", []string{
		"workflow/casework", "workflow/office", "workflow", "workflow/content", "workflow/whatif", "assessment/**", "workflow/ledger", "reports/**",
	}, edge},

	{"migrations", nil, edge},
	{"workflow/store", []string{
		"workflow/casework", "workflow/office", "workflow", "assessment/**", "workflow/ledger", "migrations", "workflow/store/**",
	}, edge},
	{"workflow/store/files", []string{"workflow/casework"}, edge},
	{"workflow/store/pgserver", []string{"workflow/casework"}, edge},
	{"workflow/store/storetest", []string{"workflow/store", "workflow/store/pgserver", "migrations"}, edge},

	{"reports", []string{"workflow", "assessment/**", "workflow/ledger"}, pure},
	{"reports/font", []string{"reports", "workflow", "workflow/ledger"}, pure},
	{"reports/font/cut", []string{"reports/font"}, edge},       // a tool for the maker of the fonts, no part of the program
	{"reports/font/installed", []string{"reports/font"}, edge}, // looks for fonts of the machine
	{"reports/layout", []string{"reports", "workflow", "workflow/ledger", "reports/font"}, pure},
	{"reports/page", []string{"reports", "workflow", "workflow/ledger", "reports/font", "reports/layout"}, pure},
	{"reports/finish", []string{
		"reports", "workflow", "workflow/ledger", "reports/font", "reports/layout", "reports/page",
	}, pure},
	{"reports/seal", []string{ // asks a timestamp authority, draws random numbers
		"reports", "workflow", "workflow/ledger", "reports/font", "reports/layout", "reports/page", "reports/finish",
	}, edge},
	{"reports/dossier", []string{
		"reports", "assessment/law", "workflow", "workflow/ledger", "reports/font", "reports/layout", "reports/page", "reports/finish", "reports/seal",
	}, acting},
	{"reports/dossier/pdf", nil, pure}, // reads back what the renderer wrote, and must not depend on it
	{"reports/dossier/lock", []string{"reports/dossier", "reports/dossier/pdf", "reports/dossier/check"}, acting},
	{"reports/dossier/check", []string{
		"reports", "workflow", "workflow/ledger", "reports/finish", "reports/seal", "reports/dossier", "reports/dossier/pdf",
	}, acting},

	{"api/edge", []string{"workflow/casework", "workflow/office", "workflow"}, edge},
	{"api", []string{
		"api/edge", "workflow/casework", "workflow/office", "workflow", "workflow/board", "workflow/content", "assessment/**", "workflow/ledger",
	}, edge},
	{"api/console", []string{
		"api/edge", "api/console/**", "workflow/casework", "workflow/office", "workflow", "assessment/**", "workflow/ledger",
	}, edge},
	{"api/console/form", nil, pure},
	{"api/console/words", []string{"assessment/law"}, pure},
	{"api/console/view", []string{"api/console/form", "api/console/words"}, edge},
	{"api/console/assets", nil, edge},

	{"cmd/anjia/sample", []string{ // drives the API as a client: it knows inputs and answers, and no service
		"assessment/law", "assessment/eligibility", "assessment/instrument", "assessment", "workflow", "workflow/casework", "workflow/office",
	}, edge},
	{"cmd/anjia", []string{
		"api/**", "assessment/**", "migrations", "reports/**", "workflow/**", "cmd/anjia/sample",
	}, edge},
}

// confined lists the libraries that only the rooms named may import, so that leaving one of them is work in one room.
// Every other well-kept library is free, except for the pure rooms.
var confined = []struct {
	libraries []string
	rooms     []string
}{
	{[]string{"go.yaml.in/yaml", "gopkg.in/yaml.v3", "github.com/goccy/go-yaml"}, []string{"assessment/law", "assessment/law/statute", "assessment/instrument"}},
	{[]string{"github.com/xuri/excelize"}, []string{"assessment/instrument/sheet", "api/console"}},
	{[]string{"gonum.org/v1/gonum"}, []string{"assessment/agreement"}},
	{[]string{"github.com/looplab/fsm"}, []string{"workflow"}},
	{[]string{"github.com/gowebpki/jcs", "golang.org/x/mod/sumdb"}, []string{"workflow/ledger"}},
	{[]string{"gorm.io"}, []string{"workflow/store", "cmd/anjia"}},
	{
		[]string{"github.com/jackc/pgx", "github.com/jackc/pgconn", "github.com/jackc/pgerrcode", "github.com/lib/pq"},
		[]string{"workflow/store", "workflow/store/storetest", "migrations", "cmd/anjia"}, // migrations: River's own run over pgx
	},
	{[]string{"github.com/pressly/goose"}, []string{"migrations", "workflow/store", "cmd/anjia"}},
	{[]string{"github.com/riverqueue/river"}, []string{"workflow/jobs", "migrations", "cmd/anjia"}}, // migrations: its tables, under the same lock
	{[]string{"gocloud.dev"}, []string{"workflow/store/files"}},
	{[]string{"github.com/go-text/typesetting"}, []string{"reports/font", "reports/layout"}},
	{[]string{"rsc.io/qr"}, []string{"reports/layout", "api/console"}},
	{[]string{"github.com/jung-kurt/gofpdf", "github.com/go-pdf/fpdf", "codeberg.org/go-pdf/fpdf"}, []string{"reports/page"}},
	{[]string{"github.com/labstack", "github.com/danielgtaylor/huma"}, []string{"api/**", "cmd/anjia"}},
	{[]string{"github.com/a-h/templ"}, []string{"api/console/**"}},
}

// harmless lists the libraries that pure rooms may import: they do no input or output of their own.
var harmless = []string{
	"codeberg.org/go-pdf/fpdf",
	"github.com/go-text/typesetting",
	"github.com/gowebpki/jcs",
	"github.com/jung-kurt/gofpdf",
	"github.com/looplab/fsm",
	"github.com/rivo/uniseg",
	"github.com/xuri/excelize",
	"go.yaml.in/yaml",
	"golang.org/x/image",
	"golang.org/x/mod/sumdb",
	"golang.org/x/text",
	"gonum.org/v1/gonum",
	"rsc.io/qr",
}

// worldly lists the packages of the standard library that reach outside. Pure and acting rooms do without them;
// embed, io and io/fs are fine. Acting rooms may draw random numbers (tokens, salts).
var worldly = []string{
	"database/sql", "log", "net", "net/http", "net/rpc", "net/smtp", "net/textproto", "os", "plugin", "syscall",
}

// random lists what makes two runs differ.
var random = []string{"crypto/rand", "math/rand"}

// clocks are the functions of package time that look at a clock. Pure and acting rooms are told dates and instants.
var clocks = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "NewTimer", "NewTicker", "Tick"}

package api

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"strconv"
)

// verdict is what the page of a check says.
type verdict struct {
	Good    bool
	Title   string
	Text    string
	Facts   []fact
	Sandbox bool
}

type fact struct{ Name, Value string }

// add adds a line; what the paper does not have has none.
func (v *verdict) add(name, value string) {
	if value != "" {
		v.Facts = append(v.Facts, fact{name, value})
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

// checkStyle is all the style of the page; the policy names it by its hash.
const checkStyle = `
:root{color-scheme:light dark;--ink:#1f2328;--dim:#59636e;--paper:#fff;--ground:#f3f1ec;--line:#ddd8ce;--good:#1a6b3c;--bad:#a3261c}
@media(prefers-color-scheme:dark){:root{--ink:#e8e6e1;--dim:#a5a19a;--paper:#24211d;--ground:#191714;--line:#403b33;--good:#6fc493;--bad:#f08a7e}}
*{box-sizing:border-box}
body{margin:0;padding:1.25rem;background:var(--ground);color:var(--ink);font:1.0625rem/1.75 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:34rem;margin:0 auto;background:var(--paper);border:1px solid var(--line);border-top:.375rem solid var(--bad);border-radius:.375rem;padding:1.25rem 1.5rem 1.5rem}
main.good{border-top-color:var(--good)}
header{max-width:34rem;margin:0 auto .75rem;color:var(--dim)}
h1{margin:.25rem 0 .5rem;font-size:1.5rem;line-height:1.35;color:var(--bad)}
.good h1{color:var(--good)}
dl{margin:1rem 0 0;border-top:1px solid var(--line)}
dl div{display:flex;gap:1rem;padding:.5rem 0;border-bottom:1px solid var(--line)}
dt{flex:0 0 6em;color:var(--dim)}
dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.note{margin:1rem 0 0;color:var(--dim);font-size:.9375rem}
.drill{margin:0 0 .75rem;padding:.25rem .75rem;border:1px solid var(--bad);border-radius:.25rem;color:var(--bad);font-weight:600}
@media(max-width:24rem){body{padding:.5rem}dl div{display:block}}
@media print{body{background:none}}
`

const checkHTML = `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>文书核验：{{.Title}}</title>
<style>` + checkStyle + `</style>
</head>
<body>
<header>收养登记文书核验</header>
<main{{if .Good}} class="good"{{end}}>
{{if .Sandbox}}<p class="drill">演练文书，不具法律效力</p>{{end}}
<h1>{{.Title}}</h1>
<p>{{.Text}}</p>
{{with .Facts}}<dl>{{range .}}
<div><dt>{{.Name}}</dt><dd>{{.Value}}</dd></div>{{end}}
</dl>
<p class="note">记录校验码印在每页页脚。核验只说明登记机关制作过这一文书，不证明手中纸面的其他内容未经改动；需要核实内容的，请持文书到登记机关查询。本页不显示当事人的任何信息。</p>{{end}}
</main>
</body>
</html>
`

var checkTemplate = template.Must(template.New("check").Parse(checkHTML))

// checkPolicy lets the page use its own style and nothing else.
var checkPolicy = "default-src 'none'; style-src '" + styleHash() + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func styleHash() string {
	sum := sha256.Sum256([]byte(checkStyle))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

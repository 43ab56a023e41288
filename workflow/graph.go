package workflow

import (
	"fmt"
	"slices"
	"strings"
)

// Graph writes docs/lifecycle.md from the compiled table: the diagram, every act
// with roles, guards, papers and clocks, every state, and the mapping to the
// transitions of the process description. The order is that of the table, so
// that equal tables give equal bytes.
func (l *Lifecycle) Graph() string {
	var b strings.Builder
	b.WriteString("# The life of a case\n\nMade by `anjia graph` from the compiled table in `workflow/lifecycle.go`; `make docs` writes it, a test compares it.\n\n")
	b.WriteString("Kind *registration* (收养登记). Order A is that of the national text: integration inside the assessment. Order B (Sichuan and others, set by the pack): capacity first, the best of several families is chosen (择优), integration after that, evaluated on its own.\n\n")
	for _, o := range Orders() {
		l.writeDiagram(&b, o)
	}
	l.writeStates(&b)
	l.writeActs(&b)
	l.writeGuards(&b)
	writeMapping(&b, l)
	return b.String()
}

func (l *Lifecycle) writeDiagram(b *strings.Builder, o Order) {
	fmt.Fprintf(b, "## Diagram of order %s\n\nActs that stay in a state are left out; the table below has them.\n\n```mermaid\nstateDiagram-v2\n    [*] --> draft\n", o)
	for _, r := range l.orders[o] {
		for _, from := range r.From {
			for _, to := range l.targets(r, o) {
				if from != to {
					fmt.Fprintf(b, "    %s --> %s: %s\n", from, to, r.Act)
				}
			}
		}
	}
	for _, s := range StatesOf(o) {
		if s.End() {
			fmt.Fprintf(b, "    %s --> [*]\n", s)
		}
	}
	b.WriteString("```\n\n")
}

// targets are the states a row may lead to; a returned proposal goes back to
// wherever a proposal can be made, a sheet that is given back to where its phase is
// scored.
func (l *Lifecycle) targets(r Row, o Order) []State {
	switch {
	case r.Anew:
		return []State{Assessing, Integrating}
	case !r.Back:
		return r.To
	}
	var out []State
	for _, p := range l.orders[o] {
		if p.Act != ActProposeRegistration && p.Act != ActProposeRefusal {
			continue
		}
		for _, s := range p.From {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// stateCodes maps states to the codes of domain.md §3.3.
func stateCodes(s State) string {
	return map[State]string{
		Draft: "S0", Submitted: "S1", Supplementing: "S2", NotAccepted: "S3", Reviewing: "S4 (S5 is the child's notice track)",
		AwaitingConsent: "S6", Commissioning: "S7", Assessing: "S8", Reporting: "S9", ReportReview: "S10", Integrating: "S11, S12",
		Selecting: "- (择优, before S11)", IntegrationReview: "S12", NotSelected: "- (end of a reserve)",
		Deciding: "S13", FollowUp: "S14, S16", Refused: "S15", Closed: "S17", Withdrawn: "SX3", Terminated: "SX2",
	}[s]
}

func (l *Lifecycle) writeStates(b *strings.Builder) {
	b.WriteString("## States\n\n| State | 中文 | End | domain.md §3.3 | Orders | Clocks that must be armed |\n|---|---|---|---|---|---|\n")
	for _, s := range States() {
		end := ""
		if s.End() {
			end = "yes"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s | %s | %s |\n", s, s.Chinese(), end, stateCodes(s), joined(ordersWith(s), ", "), requiredClocks(s))
	}
	b.WriteString("\nThe emergency (SX4) is a hold over a state. Suspension (SX1), review (SX5) and what follows registration (SX6-SX8) are not here yet.\n\n")
}

// ordersWith are the orders that have a state.
func ordersWith(s State) []Order {
	return slices.DeleteFunc(Orders(), func(o Order) bool { return !slices.Contains(StatesOf(o), s) })
}

// requiredClocks names the clocks of a state, for each order where they differ.
func requiredClocks(s State) string {
	in := map[Order]string{}
	for _, o := range ordersWith(s) {
		in[o] = joined(RequiredClocks(o, s), ", ")
	}
	if len(in) == 1 || in[OrderA] == in[OrderB] {
		return in[OrderB]
	}
	return "A: " + in[OrderA] + "; B: " + in[OrderB]
}

func (l *Lifecycle) writeActs(b *strings.Builder) {
	b.WriteString("## Acts\n\n| Act | 中文 | Order | From | To | Roles | Guards | Papers | Arms | Stops | Basis |\n|---|---|---|---|---|---|---|---|---|---|---|\n")
	for _, r := range l.rows {
		to := joined(r.To, ", ")
		switch {
		case r.Back:
			to = "where the proposal came from"
		case r.Anew:
			to = "where the phase is scored"
		case len(r.To) == 0:
			to = "(stays)"
		}
		var basis []string
		for _, c := range r.Basis {
			basis = append(basis, c.String())
		}
		name := r.Name
		if len(r.Only) > 0 {
			name += "（类别" + joined(r.Only, "、") + "）"
		}
		if len(r.Bodies) > 0 {
			name += "（评估主体" + joined(r.Bodies, "、") + "）"
		}
		order := string(r.Order)
		if order == "" {
			order = "A, B"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", r.Act, name, order, joined(r.From, ", "), to, joined(r.Roles, ", "),
			joined(r.Guards, ", "), joined(r.Papers, ", "), joined(r.Arms, ", "), joined(r.Stops, ", "), strings.Join(basis, "；"))
	}
	b.WriteString("\n")
}

func (l *Lifecycle) writeGuards(b *strings.Builder) {
	b.WriteString("## Guards\n\nNo act: another person of the role meets it, or nobody but time. Where the authority's own group assesses, its supervisor is the manager.\n\n| Guard | What must hold | Acts that bring it about | Who can | Basis |\n|---|---|---|---|---|\n")
	for _, g := range Guards() {
		var basis []string
		for _, c := range g.Basis {
			basis = append(basis, c.String())
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s | %s |\n", g.Code, g.Name, joined(g.By.Acts, ", "), joined(l.WhoCan(g), ", "), strings.Join(basis, "；"))
	}
	b.WriteString("\n")
}

// transitions of domain.md §3.4 that wait for later work, and why.
func waiting() [][2]string {
	return [][2]string{
		{"T10", "a claim by the parents comes with the rarer roads; `terminate` ends a case whose parents were found"},
		{"T36", "review of the conclusion (复核) comes with the rarer roads; here its window is a date and the reply is recorded"},
		{"T37", "outcome of a review: with T36"},
		{"T39", "suspension and resumption come with the rarer roads"},
		{"T40", "revocation is a short case of its own"},
		{"T41", "dissolution is a short case of its own"},
	}
}

func writeMapping(b *strings.Builder, l *Lifecycle) {
	b.WriteString("## Mapping to the transitions of domain.md §3.4\n\n| Transition | Acts |\n|---|---|\n")
	acts := map[string][]string{}
	for _, r := range l.rows {
		for _, t := range strings.Split(r.Maps, ", ") {
			if name := "`" + string(r.Act) + "`"; !slices.Contains(acts[t], name) {
				acts[t] = append(acts[t], name)
			}
		}
	}
	acts["T8"], acts["T9"] = []string{"`publish_notice` (on the child)"}, []string{"`clear_notice` (on the child)"}
	later := waiting()
	for i := 1; i <= lastTransition; i++ {
		t := fmt.Sprintf("T%d", i)
		text := strings.Join(acts[t], ", ")
		for _, w := range later {
			if w[0] == t {
				text = strings.TrimPrefix(text+"; waits: "+w[1], "; ")
			}
		}
		fmt.Fprintf(b, "| %s | %s |\n", t, text)
	}
}

// lastTransition is the number of the last transition of the process description.
const lastTransition = 42

func joined[T ~string](list []T, sep string) string {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = string(s)
	}
	return strings.Join(parts, sep)
}

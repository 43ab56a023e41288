package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/anjia-project/anjia/assessment"
	"github.com/anjia-project/anjia/assessment/instrument"
)

const (
	mostScoreLine  = 4 << 20 // bytes of an input line
	mostBatchLines = 64
	mostBatchBytes = 256 << 10
)

// batch is a run of input lines that one worker answers.
type batch struct {
	first int // number of its first line
	text  []byte
	ends  []int        // where each line ends in text
	long  map[int]bool // lines that were too long to be kept, by place in ends
	reply chan []byte  // gets the answers of the batch
	bad   int          // lines without a result; set before the reply is sent
}

// scoreLines answers every line of in, in order, with as many workers as it is told, and returns how many were bad.
func scoreLines(o scoreOptions, workers int, in io.Reader, out io.Writer) (bad int, err error) {
	stop := make(chan struct{})
	defer close(stop)
	todo, inOrder := make(chan *batch, workers), make(chan *batch, 2*workers)
	failed := make(chan error, 1)
	for range workers {
		go func() {
			scorer := newLineScorer(o)
			for b := range todo {
				b.reply <- scorer.answer(b)
			}
		}()
	}
	go func() {
		defer close(todo)
		defer close(inOrder)
		failed <- readBatches(in, func(b *batch) bool {
			for _, to := range []chan *batch{inOrder, todo} {
				select {
				case to <- b:
				case <-stop:
					return false
				}
			}
			return true
		})
	}()
	writer := bufio.NewWriterSize(out, 1<<16)
	for b := range inOrder {
		_, err := writer.Write(<-b.reply)
		bad += b.bad
		if err == nil && len(inOrder) == 0 { // whoever waits for an answer before asking on gets it
			err = writer.Flush()
		}
		if err != nil {
			return bad, fmt.Errorf("write: %w", err)
		}
	}
	return bad, errors.Join(<-failed, writer.Flush())
}

// readBatches cuts the input into batches until it ends or nobody takes them any more. A batch ends early when no more
// input is there yet.
func readBatches(in io.Reader, take func(*batch) bool) error {
	reader := bufio.NewReaderSize(in, mostScoreLine)
	next := func(first int) *batch { return &batch{first: first, reply: make(chan []byte, 1)} }
	b := next(1)
	for {
		line, tooLong, err := nextLine(reader)
		if err != nil {
			if len(b.ends) > 0 {
				take(b)
			}
			if errors.Is(err, io.EOF) {
				return nil
			}
			return fmt.Errorf("read line %d: %w", b.first+len(b.ends), err)
		}
		if tooLong {
			line = nil
			if b.long == nil {
				b.long = map[int]bool{}
			}
			b.long[len(b.ends)] = true
		}
		b.text = append(b.text, line...)
		b.ends = append(b.ends, len(b.text))
		if len(b.ends) < mostBatchLines && len(b.text) < mostBatchBytes && reader.Buffered() > 0 {
			continue
		}
		if !take(b) {
			return nil
		}
		b = next(b.first + len(b.ends))
	}
}

// lineScorer scores one line after another; what it needs for a line it uses again for the next.
type lineScorer struct {
	scoreOptions

	reader sheetReader
}

func newLineScorer(o scoreOptions) *lineScorer {
	return &lineScorer{scoreOptions: o, reader: newSheetReader(o.table)}
}

func (s *lineScorer) answer(b *batch) []byte {
	const usual = 24 << 10 // of an answer
	out := make([]byte, 0, len(b.ends)*usual)
	from := 0
	for at, end := range b.ends {
		err := errTooLong()
		if !b.long[at] {
			out, err = s.line(out, b.text[from:end])
		}
		if err != nil {
			b.bad++
			out = appendBadLine(out, err, b.first+at)
		}
		out = append(out, '\n')
		from = end
	}
	return out
}

func errTooLong() error {
	return fieldError{"line", fmt.Sprintf("longer than %d bytes", mostScoreLine), "write one JSON object on each line"}
}

// line appends the result of one line, or nothing when it fails.
func (s *lineScorer) line(out, line []byte) ([]byte, error) {
	if len(bytes.TrimSpace(line)) == 0 {
		return out, fieldError{"line", "blank", "write one JSON object on each line"}
	}
	sheets, err := s.reader.read(line)
	if err != nil {
		return out, err
	}
	result, err := assessment.Trial(s.table, sheets, s.how)
	if err != nil {
		return out, err
	}
	return appendScore(out, &result)
}

// scored is what a line says of a result. Each member has the JSON that it has in the result; only total is always
// there, empty when the table has none.
type scored struct {
	Total      string                  `json:"total"`
	Conclusion string                  `json:"conclusion"`
	Passed     bool                    `json:"passed"`
	Outcome    instrument.Outcome      `json:"outcome"`
	DecidedBy  string                  `json:"decided_by"`
	Mode       assessment.Mode         `json:"mode"`
	Vetoes     []assessment.Veto       `json:"vetoes"`
	Gates      []assessment.GateResult `json:"gates"`
	Tree       []assessment.Row        `json:"tree"`
}

func appendScore(out []byte, r *assessment.Result) ([]byte, error) {
	raw, err := json.Marshal(scored{r.Total, r.Conclusion, r.Passed, r.Outcome, r.DecidedBy, r.Mode, r.Vetoes, r.Gates, r.Tree})
	if err != nil {
		return out, fmt.Errorf("write the result: %w", err)
	}
	return append(out, raw...), nil
}

// appendBadLine appends what stands in the place of a result.
func appendBadLine(out []byte, err error, line int) []byte {
	message, problems := err.Error(), []assessment.Problem(nil)
	if invalid, ok := errors.AsType[*assessment.InvalidError](err); ok {
		message, problems = strings.ReplaceAll(message, "\n", " "), invalid.Problems
	}
	out = appendString(append(out, `{"error":`...), message)
	out = strconv.AppendInt(append(out, `,"line":`...), int64(line), 10)
	if len(problems) > 0 {
		raw, err := json.Marshal(problems)
		if err == nil {
			out = append(append(out, `,"problems":`...), raw...)
		}
	}
	return append(out, '}')
}

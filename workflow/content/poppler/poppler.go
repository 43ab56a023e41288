// Package poppler draws pages of papers with pdftoppm, a program of the machine: a paper from outside is opened by
// another process, with bounds of time and size, and never by ours. It imports nothing of ours but the refusals of
// content.
package poppler

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/anjia-project/anjia/workflow/content"
)

// Drawer draws with the pdftoppm that was found.
type Drawer struct{ program string }

const (
	within  = 30 * time.Second
	pngMost = 16 << 20
)

// Find looks for pdftoppm; nil when the machine has none.
func Find() *Drawer {
	program, err := exec.LookPath("pdftoppm")
	if err != nil {
		return nil
	}
	return &Drawer{program: program}
}

// FirstPage draws the first page as PNG, its longer side of so many pixels. A paper that cannot be drawn is a
// *content.Refusal.
func (d *Drawer) FirstPage(ctx context.Context, pdf io.Reader, side int) (page []byte, err error) {
	dir, err := os.MkdirTemp("", "anjia-page-")
	if err != nil {
		return nil, fmt.Errorf("poppler: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	paper := filepath.Join(dir, "paper.pdf")
	if err := write(paper, pdf); err != nil {
		return nil, err
	}
	bounded, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	out := &limited{most: pngMost}
	//nolint:gosec // the program was found on the path, the arguments are ours
	command := exec.CommandContext(bounded, d.program, "-png", "-f", "1", "-l", "1", "-singlefile", "-scale-to", strconv.Itoa(side), paper)
	command.Stdout, command.Dir, command.Env = out, dir, []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir}
	command.WaitDelay = time.Second
	err = command.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case bounded.Err() != nil:
		return nil, &content.Refusal{Code: "bomb", Message: "首页绘制时间过长，不生成缩略图"}
	case errors.As(err, &exit), err == nil && out.Len() == 0:
		return nil, &content.Refusal{Code: "broken", Message: "PDF已损坏或者已加密，不能生成缩略图"}
	case err != nil:
		return nil, fmt.Errorf("poppler: %w", err)
	}
	return out.Bytes(), nil
}

func write(path string, from io.Reader) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("poppler: %w", err)
	}
	_, err = io.Copy(f, from)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("poppler: %w", err)
	}
	return nil
}

var errLong = errors.New("poppler: the drawn page is too large")

// limited takes so many bytes and no more.
type limited struct {
	bytes.Buffer
	most int
}

// Write implements io.Writer.
func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > l.most {
		return 0, errLong
	}
	return l.Buffer.Write(p)
}

package edge

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
)

// defaultBody bounds a body whose route sets no bound (MaxBodyBytes).
const defaultBody = 1 << 20

// guard looks at a request before huma binds it: texts of the address, media type,
// size and text of the body.
func guard(c huma.Context, next func(huma.Context)) {
	u := c.URL()
	if p := checkAddress(&u); p != nil {
		refuse(c, p)
		return
	}
	request := humaecho.Unwrap(c).Request()
	op := c.Operation()
	limit := op.MaxBodyBytes
	if limit <= 0 {
		limit = defaultBody
	}
	if op.RequestBody == nil {
		if p := checkEmpty(request); p != nil {
			refuse(c, p)
			return
		}
		next(c)
		return
	}
	media, p := mediaType(op, request)
	if p != nil {
		refuse(c, p)
		return
	}
	if media != "application/json" {
		request.Body = http.MaxBytesReader(humaecho.Unwrap(c).Response(), request.Body, limit)
		next(c)
		return
	}
	if p := guardJSON(request, limit); p != nil {
		refuse(c, p)
		return
	}
	next(c)
}

// guardJSON reads and checks the body, and puts it back for huma.
func guardJSON(r *http.Request, limit int64) *Problem {
	body, err := io.ReadAll(io.LimitReader(r.Body, limit+1))
	if err != nil {
		var slow interface{ Timeout() bool }
		if errors.As(err, &slow) && slow.Timeout() {
			return newProblem("body_timeout", "")
		}
		return newProblem("bad_request", "请求正文没有传送完整，请重试")
	}
	if int64(len(body)) >= limit { // huma refuses a body that fills its bound
		return tooLarge(limit)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	if len(body) == 0 {
		return nil // huma knows whether one is needed
	}
	f := CheckJSON(body)
	if f == nil {
		return nil
	}
	code := "invalid_input"
	if f.syntax() {
		code = "malformed_json"
	}
	return newProblem(code, "").field("body", f.Pointer, f.Code, f.Message)
}

func tooLarge(limit int64) *Problem {
	return newProblem("too_large", "请求正文不得达到"+sizeText(limit)+"；请删减内容，扫描件和照片请通过上传接口（POST /cases/{id}/uploads）提交")
}

// fileTooLarge is the refusal of a file, which huma finds while it reads: one that fills its bound.
func fileTooLarge(limit int64) *Problem {
	return newProblem("too_large", "文件不得超过"+sizeText(limit-1)+"；请降低扫描分辨率、压缩，或者分成几个文件上传")
}

// sizeText writes a bound in bytes and in MB.
func sizeText(n int64) string {
	const mb = 1 << 20
	return itoa(n) + "字节（" + strconv.FormatFloat(float64(n)/mb, 'f', -1, 64) + " MB）"
}

// mediaType is the media type of the body, one of those the route takes; JSON when none is given.
func mediaType(op *huma.Operation, r *http.Request) (string, *Problem) {
	header := r.Header.Get("Content-Type")
	if header == "" {
		if _, ok := op.RequestBody.Content["application/json"]; ok || r.ContentLength == 0 {
			return "application/json", nil
		}
	}
	media, parameters, err := mime.ParseMediaType(header)
	var takes []string
	for ct := range op.RequestBody.Content {
		if err == nil && (ct == media || ct == "application/octet-stream") {
			if charset := parameters["charset"]; charset == "" || strings.EqualFold(charset, "utf-8") {
				return media, nil
			}
		}
		takes = append(takes, ct)
	}
	return "", newProblem("unsupported_media_type", "此接口接受的内容类型为："+strings.Join(takes, "、")+"，字符编码为UTF-8")
}

// checkEmpty refuses a body where the route takes none: it would be passed over in silence.
func checkEmpty(r *http.Request) *Problem {
	if r.ContentLength == 0 || r.Body == nil {
		return nil
	}
	var one [1]byte
	if n, _ := r.Body.Read(one[:]); n > 0 {
		return newProblem("bad_request", "此接口不接受请求正文，请删除")
	}
	return nil
}

// checkAddress refuses broken texts and repeated parameters in an address.
func checkAddress(u *url.URL) *Problem {
	if f := checkText(u.Path); f != nil {
		return newProblem("bad_request", "地址"+f.Message)
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return newProblem("bad_request", "查询参数的编码不正确")
	}
	for name, values := range query {
		if f := checkText(name); f != nil {
			return newProblem("bad_request", "查询参数的名称"+f.Message)
		}
		for _, v := range values {
			if f := checkText(v); f != nil {
				return newProblem("invalid_input", "").field("query", "/"+name, f.Code, f.Message)
			}
		}
	}
	return nil
}

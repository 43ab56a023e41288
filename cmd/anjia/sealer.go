package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/anjia-project/anjia/reports/seal"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// sealer signs papers with the keys of a folder.
type sealer struct {
	keys  *seal.Keyring
	stamp seal.Stamper // nil: no timestamps
	log   *slog.Logger
}

// newSealer opens the folder of ANJIA_KEYS and the timestamp authority of ANJIA_TSA (an address, or "trial" for that of
// the folder); nil without a folder.
func newSealer(log *slog.Logger) (casework.Sealer, error) {
	folder := os.Getenv("ANJIA_KEYS")
	if folder == "" {
		return nil, nil //nolint:nilnil // a process without keys
	}
	keys, err := seal.OpenKeys(folder)
	if err != nil {
		return nil, fmt.Errorf("ANJIA_KEYS: %w", err)
	}
	s := &sealer{keys: keys, log: log}
	switch tsa := os.Getenv("ANJIA_TSA"); tsa {
	case "":
	case "trial":
		own, err := keys.Signer(seal.Subject{ID: seal.StamperID})
		if err != nil {
			return nil, fmt.Errorf("ANJIA_TSA: %w", err)
		}
		s.stamp = seal.Local{Certificate: own.Certificate, Key: own.Key, Now: time.Now}
	default:
		s.stamp = seal.Remote{URL: tsa}
	}
	return s, nil
}

// Has implements casework.Sealer.
func (s *sealer) Has(subjectID string) bool { return s.keys.Has(subjectID) }

// Seal implements casework.Sealer.
func (s *sealer) Seal(ctx context.Context, pdf []byte, by []casework.SealAs, at time.Time) ([]byte, []casework.SealMark, error) {
	var marks []casework.SealMark
	for _, who := range by {
		key, err := s.keys.Signer(seal.Subject{ID: who.SubjectID, Name: who.Name})
		if err == nil {
			order := seal.Order{Signer: key, Name: who.Name, Reason: who.Reason, At: at, Stamp: s.stamp}
			if who.Show && key.Picture != nil {
				order.Image = &seal.Image{PNG: key.Picture}
			}
			pdf, err = seal.Sign(ctx, pdf, order)
		}
		if err != nil {
			// The cause names files, tokens and certificates, never a password; the paper tells the officer what to ask for.
			s.log.WarnContext(ctx, "not signed", "subject", who.SubjectID, "error", err.Error())
			return nil, nil, sealRefused(who, err)
		}
		marks = append(marks, casework.SealMark{
			Role: who.Role, SubjectID: who.SubjectID, Name: who.Name, Certificate: key.Fingerprint(),
			At: at.UTC().Truncate(time.Second), Timestamped: s.stamp != nil,
		})
	}
	return pdf, marks, nil
}

// sealRefused says in Chinese what is wrong and who can mend it.
func sealRefused(who casework.SealAs, cause error) error {
	said := "签署密钥不能使用：请系统管理员检查密钥文件和口令文件"
	switch {
	case errors.Is(cause, seal.ErrNoKey):
		said = "没有配置签署密钥：请系统管理员在密钥目录的keys.json中登记（标识" + who.SubjectID + "）"
	case errors.Is(cause, seal.ErrExpired):
		said = "签署证书不在有效期内：请系统管理员换发证书"
	case errors.Is(cause, seal.ErrStamp):
		said = "时间戳服务没有应答或者应答无效：系统将自动重试，请系统管理员检查ANJIA_TSA"
	case errors.Is(cause, seal.ErrForm):
		said = "文书文件的格式不能签署：请将文书编号报告系统管理员"
	}
	return &workflow.Error{Kind: workflow.KindUnset, Code: "paper_not_sealed", Message: who.Name + "：" + said, Cause: cause}
}

package files

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"
	_ "gocloud.dev/blob/s3blob" // buckets that speak S3: s3://…
)

const folderMode = 0o700 // evidence is nobody's business but the server's

// OpenPlace opens where files are kept: a folder (var/files), or a bucket that speaks S3
// (s3://bucket?endpoint=https://…&region=…&use_path_style=true; the keys come from the usual AWS_… variables). A bucket
// that cannot be reached is an error at once. A nil log is the default one; it gets an alarm for each damaged file.
func OpenPlace(ctx context.Context, place string, log *slog.Logger) (*Bucket, error) {
	if log == nil {
		log = slog.Default()
	}
	if !strings.Contains(place, "://") {
		return openFolder(place, log)
	}
	if !strings.HasPrefix(place, "s3://") {
		return nil, fmt.Errorf("files: %s: files are kept in a folder or in s3://bucket?endpoint=…&region=…", place)
	}
	bucket, err := blob.OpenBucket(ctx, place)
	if err != nil {
		return nil, fmt.Errorf("files: %s cannot be opened: %w", place, err)
	}
	there, err := bucket.IsAccessible(ctx)
	if err == nil && !there {
		err = errors.New("there is no such bucket")
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("files: %s cannot be used: %w", place, err), bucket.Close())
	}
	return &Bucket{bucket: bucket, persist: func(string) error { return nil }, alone: noLock, log: log}, nil
}

// Open opens a folder and makes it when it is missing, closed to other users of the machine.
func Open(dir string) (*Bucket, error) { return openFolder(dir, slog.Default()) }

func openFolder(dir string, log *slog.Logger) (*Bucket, error) {
	dir, err := filepath.Abs(dir)
	if err == nil {
		err = os.MkdirAll(dir, folderMode)
	}
	if err != nil {
		return nil, fmt.Errorf("files: the folder %s cannot be made: %w (ANJIA_FILES or ANJIA_DATA names another one)", dir, err)
	}
	bucket, err := fileblob.OpenBucket(dir, &fileblob.Options{NoTempDir: true, DirFileMode: folderMode})
	if err != nil {
		return nil, fmt.Errorf("files: %w", err)
	}
	return &Bucket{bucket: bucket, persist: func(key string) error { return persist(dir, key) }, alone: func() (func() error, error) { return lockFolder(dir) }, log: log}, nil
}

// persist makes durable the file, the note beside it, and the entries of the folders that lead to them.
func persist(dir, key string) error {
	path := filepath.Join(dir, filepath.FromSlash(key))
	sync := []string{path, path + ".attrs"}
	for at := filepath.Dir(path); ; at = filepath.Dir(at) {
		sync = append(sync, at)
		if len(at) <= len(dir) {
			break
		}
	}
	for _, p := range sync {
		file, err := os.Open(p)
		if err != nil {
			return err
		}
		if err := errors.Join(file.Sync(), file.Close()); err != nil {
			return err
		}
	}
	return nil
}

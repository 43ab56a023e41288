package pdf

// Image is a picture that a page shows.
type Image struct {
	Name   Name // by which the pages call it
	Stream *Stream
	Mask   *Stream // of its transparency; nil without
}

// JPEG reports whether the bytes of the stream are a JPEG file.
func (i Image) JPEG() bool { return i.Stream.Dict.name("Filter") == "DCTDecode" }

// Images are the pictures that each of some pages may show, by their name there. It
// fails when one is no picture.
func (f *File) Images(pages []Page) ([]map[Name]Image, error) {
	out, known := make([]map[Name]Image, len(pages)), map[Ref]map[Name]Image{}
	for n, p := range pages {
		shared, isRef := p.resources.(Ref) // one for all pages of our files
		if all, ok := known[shared]; ok && isRef {
			out[n] = all
			continue
		}
		all, err := f.imagesOf(p)
		if err != nil {
			return nil, err
		}
		if out[n] = all; isRef {
			known[shared] = all
		}
	}
	return out, nil
}

func (f *File) imagesOf(p Page) (map[Name]Image, error) {
	resources, err := f.dict(p.resources)
	if err != nil || resources["XObject"] == nil {
		return nil, err
	}
	list, err := f.dict(resources["XObject"])
	if err != nil {
		return nil, err
	}
	out := make(map[Name]Image, len(list))
	for name, o := range list {
		i := Image{Name: name}
		if i.Stream, err = f.picture(o); err != nil {
			return nil, err
		}
		if mask := i.Stream.Dict["SMask"]; mask != nil {
			if i.Mask, err = f.picture(mask); err != nil {
				return nil, err
			}
		}
		out[name] = i
	}
	return out, nil
}

func (f *File) picture(o Object) (*Stream, error) {
	v, err := f.Resolve(o)
	if err != nil {
		return nil, err
	}
	s, ok := v.(*Stream)
	if !ok || s.Dict.name("Subtype") != "Image" {
		return nil, &Error{Kind: ErrForm, Offset: -1, Object: number(o), Detail: "the pages name a picture that is none"}
	}
	return s, nil
}

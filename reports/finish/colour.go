package finish

import (
	"bytes"
	"encoding/binary"
	"math"
	"sync"
)

// outputIntent adds the colour space in which the greys and colours of the file
// are meant: sRGB, of which the grey of ordinary papers is a part.
func (f *file) outputIntent() string {
	const condition = "sRGB IEC61966-2.1"
	profile := f.stream("/N 3 /Alternate /DeviceRGB", sRGB(), true)
	return "/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier " + literal(condition) +
		" /Info " + literal(condition) + " /RegistryName (http://www.color.org) /DestOutputProfile " + string(refer(nil, profile)) + ">>]"
}

// sRGB is a profile of version 2 (ICC.1:2001-04) for the space of IEC 61966-2-1,
// made here from the published primaries, adapted to D50, and the curve. The
// same bytes are used in every file and never changed.
var sRGB = sync.OnceValue(func() []byte {
	type tag struct {
		name string
		data []byte
	}
	tags := []tag{
		{"desc", iccDescription("sRGB IEC61966-2.1")},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "Made by anjia from public figures; no rights reserved.\x00"...)},
		{"wtpt", iccXYZ(0.9642, 1, 0.8249)},
		{"rXYZ", iccXYZ(0.43607, 0.22249, 0.01392)},
		{"gXYZ", iccXYZ(0.38515, 0.71687, 0.09708)},
		{"bXYZ", iccXYZ(0.14307, 0.06061, 0.71410)},
		{"rTRC", iccCurve()},
		{"gTRC", nil}, // one curve for all three
		{"bTRC", nil},
	}
	const header, row = 128, 12
	table := binary.BigEndian.AppendUint32(nil, number(len(tags)))
	var data []byte
	var at, size uint32
	for _, t := range tags {
		if t.data != nil {
			at, size = number(header+4+row*len(tags)+len(data)), number(len(t.data))
			data = append(data, t.data...)
			data = append(data, make([]byte, -len(data)&3)...)
		}
		table = append(table, t.name...)
		table = binary.BigEndian.AppendUint32(table, at)
		table = binary.BigEndian.AppendUint32(table, size)
	}
	return bytes.Join([][]byte{iccHeader(header + len(table) + len(data)), table, data}, nil)
})

// number is a length as a profile writes it; the profile has some thousand bytes.
func number(n int) uint32 { return uint32(n) } //nolint:gosec // see above

func iccHeader(size int) []byte {
	h := make([]byte, 128)
	binary.BigEndian.PutUint32(h, number(size))
	copy(h[8:], "\x02\x10\x00\x00mntrRGB XYZ ")
	copy(h[24:], []byte{0x07, 0xE8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0}) // made 2024-01-01: a date is asked for
	copy(h[36:], "acsp")
	copy(h[68:], iccXYZ(0.9642, 1, 0.8249)[8:]) // the illuminant D50
	return h
}

func iccXYZ(values ...float64) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range values {
		b = binary.BigEndian.AppendUint32(b, uint32(math.Round(v*65536)))
	}
	return b
}

// iccCurve is the curve of IEC 61966-2-1 at 1,024 places.
func iccCurve() []byte {
	const places = 1024
	b := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), places)
	for i := range places {
		v := float64(i) / (places - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(v*65535)))
	}
	return b
}

func iccDescription(s string) []byte {
	b := binary.BigEndian.AppendUint32([]byte("desc\x00\x00\x00\x00"), number(len(s)+1))
	b = append(append(b, s...), 0)
	return append(b, make([]byte, 4+4+2+1+67)...) // no text in Unicode, none for old Macintosh scripts
}

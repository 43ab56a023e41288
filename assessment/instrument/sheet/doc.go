// Package sheet is the spreadsheet route of offices that key in a scoring table (评估指标表): it writes a workbook to fill
// in, with headings in Chinese, and reads it back into the editable form of a table, or says cell by cell what is wrong.
//
// The package is pure: it reads from an io.Reader, writes to an io.Writer and opens no file. It must not decide what a
// lawful table is, which is the compiler's work in assessment/instrument; it says where in the workbook the compiler's
// findings stand. Of this module it imports assessment/instrument and assessment/law alone.
//
// # The workbook
//
// Three sheets are read, by name, in any order: 表头 (one field a row), 指标 (one node, option or grade a row) and
// 评定规则 (one gate a row). The sheet 说明 explains them, and is not read, nor is any other. Columns are known by their
// headings, in any order; a column whose heading begins with 备注 is the office's own and is not read.
//
// What Write has written, Read gives back field by field. Nothing that is typed passes through floating point: a cell
// that holds a number is taken for the shortest decimal that is stored as that number, which is what was typed, and
// refused when no decimal of at most four places is.
//
// Workbooks come from outside. Writing uses excelize; reading is done here over archive/zip and encoding/xml, because a
// reader that builds the grid in memory can be made to build a grid of 17 thousand million cells by a file of a few
// kilobytes. Here every row, cell and byte is counted before it is kept.
package sheet

module github.com/anjia-project/anjia

go 1.26.8

package dossierapi

import (
	"bytes"
	"context"
	"net/http"
	"reflect"

	"motcua/internal/api"
	"motcua/internal/blob"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierfile"
)

type uploadInput struct {
	Name    string `query:"name" maxLength:"200" doc:"The file's name as people will read it."`
	RawBody []byte `contentType:"application/octet-stream" doc:"The bytes: a picture (JPEG, PNG, WebP) or a PDF, at most 20 MB."`
}

// uploads adds the operation that takes a file in. What it answers is named in
// a filing or an act of the same account.
func (r *resources) uploads(a *api.API[Who]) {
	api.Add(a, api.Operation{
		Method: http.MethodPost, Path: "/files", ID: "upload-file", Summary: "Take in a file, to be named in a filing or an act of the same account within 90 days",
		Scope: "files:send", Status: http.StatusCreated, Tag: tag, Heavy: true, MaxBody: blob.MaxSize,
	}, func(ctx context.Context, who Who, in *uploadInput) (*dossier.Upload, error) {
		u, err := r.Files.Take(ctx, who.Account, in.Name, bytes.NewReader(in.RawBody))
		return &u, err
	})
}

// ownFiles answers the command with every file as it was found in its bytes,
// and refuses one that names files which neither the account sent nor the
// dossier has: a hash that somebody only knows must open nothing.
func (r *resources) ownFiles(ctx context.Context, who Who, id string, c dossier.Command) (dossier.Command, error) {
	own := reflect.New(reflect.TypeOf(c)).Elem()
	own.Set(reflect.ValueOf(c))
	var named []dossier.Upload
	eachUpload(own, func(u *dossier.Upload) { named = append(named, *u) })
	if len(named) == 0 {
		return c, nil
	}
	var s dossier.State
	if id != "" {
		var err error
		if s, _, err = r.Casework.Get(ctx, who, id); err != nil {
			return nil, err
		}
	}
	known, err := r.Files.Known(ctx, who.Account, s, named)
	if err != nil {
		return nil, err
	}
	eachUpload(own, func(u *dossier.Upload) {
		found, ok := known[u.Hash]
		if !ok {
			err = dossierfile.ErrForeign
			return
		}
		found.Name = dossierfile.Name(u.Name)
		*u = found
	})
	if err != nil {
		return nil, err
	}
	command, _ := own.Interface().(dossier.Command) // as it came
	return command, nil
}

// eachUpload visits every file that a command names, wherever it stands in it:
// a command that is added later is covered without being listed here.
func eachUpload(v reflect.Value, visit func(*dossier.Upload)) {
	if v.CanAddr() {
		if u, ok := v.Addr().Interface().(*dossier.Upload); ok {
			if *u != (dossier.Upload{}) { // no file at all is the core's to miss
				visit(u)
			}
			return
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			eachUpload(v.Elem(), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				eachUpload(v.Field(i), visit)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachUpload(v.Index(i), visit)
		}
	default: // names, numbers, dates
	}
}

package acttest

import (
	"encoding/json"
	"reflect"

	"motcua/internal/act"
	"motcua/internal/calendar"
)

// Filled is the event with something in every field, so that its sample notices
// each one's renaming. It panics at a type that no event has had yet.
func Filled(e act.Event) act.Event {
	v := reflect.New(reflect.TypeOf(e)).Elem()
	fill(v)
	whole, _ := v.Interface().(act.Event) // of e's own type
	return whole
}

func fill(v reflect.Value) {
	switch x := v.Addr().Interface().(type) {
	case *calendar.Date:
		*x = calendar.D(2025, 7, 1)
		return
	case *json.RawMessage:
		*x = json.RawMessage(`"mẫu"`)
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("mẫu")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	default:
		panic("the samples do not know " + v.Type().String())
	}
}

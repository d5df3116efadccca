package population

import "reflect"

// allocate gives every column of a table n zero rows. It goes through the
// fields, so that a column added to the model is never forgotten here.
func allocate(table any, n int) {
	t := reflect.ValueOf(table).Elem()
	for i := range t.NumField() {
		if f := t.Field(i); f.Kind() == reflect.Slice {
			f.Set(reflect.MakeSlice(f.Type(), n, n))
		}
	}
}

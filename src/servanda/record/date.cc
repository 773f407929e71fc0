// Dates with precision and uncertainty: EDTF in and out, the calendar, comparison.
#include "servanda/record/date.h"

// The signal mask from before cl_hold_signals, which a child must get back.
#pragma once
#include <signal.h>
extern sigset_t cl_mask_before;
extern int cl_is_holding;

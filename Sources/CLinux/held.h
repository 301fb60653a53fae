#pragma once

/// In a child that is about to exec: signals as they were before cl_hold_signals. A vfork child shares
/// its parent's memory, but not this, so nothing is remembered.
void cl_release_signals(void);

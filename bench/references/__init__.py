"""References: the same data and the same questions, answered by other means, for the register to be measured beside."""

/* SPDX-License-Identifier: MIT
 *
 * The one network that can be open, with memory of its own. Functions are called on the CLR's task; while run_network runs
 * elsewhere, nothing else here may be called but network.
 */
#ifndef EMBEDDED_NETWORK_H
#define EMBEDDED_NETWORK_H

#include "emb.h"

namespace embedded
{

struct Network
{
    emb_model model;
    void *arena; /* NULL: no network is open */
    size_t arena_bytes;
    uint32_t *sums; /* [1 + operators] of the last run that was asked for them */
    int32_t slot;
};

/* The network. */
Network &network();

/* Closes an open network, then opens the model in a slot; false if there is not enough memory. */
bool open_network(int32_t slot, emb_status *status);

/* Runs all operators, with the sums of input and outputs if asked for. */
emb_status run_network(bool with_sums);

/* Frees everything; harmless if no network is open. */
void close_network();

} // namespace embedded

#endif

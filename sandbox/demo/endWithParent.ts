/*
 * Loaded before the bot (`node --require`): when the demo is gone, however it ended, the bot ends as if it had
 * been asked to, and its Postgres with it. The channel to the demo closes when the demo's process ends.
 */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The open channel alone must not keep the bot running.
process.channel?.unref();

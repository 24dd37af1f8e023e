CREATE TRIGGER `xp_events_refuse_update` BEFORE UPDATE ON `xp_events`
BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `xp_events_refuse_delete` BEFORE DELETE ON `xp_events`
BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only');
END;

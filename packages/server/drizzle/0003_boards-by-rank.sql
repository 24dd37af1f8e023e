-- Boards follow from the ledger: they are made afresh after the start, in a shorter form.
DROP TABLE `boards`;--> statement-breakpoint
CREATE TABLE `board_series` (
	`workspace_id` text NOT NULL,
	`id` integer NOT NULL,
	`scope` text NOT NULL,
	`scope_id` text NOT NULL,
	`subject` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `board_series_address` ON `board_series` (`workspace_id`,`scope`,`scope_id`,`subject`);--> statement-breakpoint
CREATE TABLE `boards` (
	`workspace_id` text NOT NULL,
	`series_id` integer NOT NULL,
	`period` integer NOT NULL,
	`xp` integer NOT NULL,
	`reached_seq` integer NOT NULL,
	`subject_id` text NOT NULL,
	`name` text NOT NULL,
	`reports` integer NOT NULL,
	`successes` integer NOT NULL,
	`failures` integer NOT NULL,
	`timed_successes` integer NOT NULL,
	`timed_successes_in_ms` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `series_id`, `period`, `xp` DESC, `reached_seq`, `subject_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `boards_subject` ON `boards` (`workspace_id`,`series_id`,`period`,`subject_id`);--> statement-breakpoint
DELETE FROM `rollup_cells`;--> statement-breakpoint
DELETE FROM `projection_watermarks`;
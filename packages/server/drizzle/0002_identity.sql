CREATE TABLE `agent_aliases` (
	`workspace_id` text NOT NULL,
	`user_id` text NOT NULL,
	`alias_key` text NOT NULL,
	`agent_key` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `user_id`, `alias_key`),
	FOREIGN KEY (`workspace_id`,`user_id`,`agent_key`) REFERENCES `agents`(`workspace_id`,`user_id`,`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `invitation_directory` (
	`hash` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`invitation_id` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `invitations` (
	`workspace_id` text NOT NULL,
	`id` text NOT NULL,
	`hash` text NOT NULL,
	`role` text NOT NULL,
	`scopes` text NOT NULL,
	`team_id` text,
	`invited_by` text NOT NULL,
	`created_at_in_ms` integer NOT NULL,
	`expires_at_in_ms` integer NOT NULL,
	`used_at_in_ms` integer,
	`revoked_at_in_ms` integer,
	PRIMARY KEY(`workspace_id`, `id`),
	FOREIGN KEY (`workspace_id`,`invited_by`) REFERENCES `users`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `stream_tickets` (
	`workspace_id` text NOT NULL,
	`hash` text NOT NULL,
	`user_id` text NOT NULL,
	`key_id` text NOT NULL,
	`expires_at_in_ms` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `hash`),
	FOREIGN KEY (`workspace_id`,`user_id`) REFERENCES `users`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `agents` ADD `display_name` text;--> statement-breakpoint
ALTER TABLE `agents` ADD `category` text;--> statement-breakpoint
ALTER TABLE `agents` ADD `specialties` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `last_used_at_in_ms` integer;--> statement-breakpoint
ALTER TABLE `projects` ADD `archived_at_in_ms` integer;--> statement-breakpoint
ALTER TABLE `teams` ADD `archived_at_in_ms` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `role` text DEFAULT 'member' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `is_profile_visible` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `is_on_boards` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `removed_at_in_ms` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `team_members_user` ON `team_members` (`workspace_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `xp_events_by_team` ON `xp_events` (`workspace_id`,`team_id`,`seq`) WHERE team_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `xp_events_by_project` ON `xp_events` (`workspace_id`,`project`,`seq`) WHERE project IS NOT NULL;--> statement-breakpoint
UPDATE `users` SET `role` = 'owner';
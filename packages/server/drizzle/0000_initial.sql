CREATE TABLE `achievements` (
	`workspace_id` text NOT NULL,
	`id` text NOT NULL,
	`first_seen_at_in_ms` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `id`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `user_achievements` (
	`workspace_id` text NOT NULL,
	`user_id` text NOT NULL,
	`achievement_id` text NOT NULL,
	`seq` integer NOT NULL,
	`unlocked_at_in_ms` integer NOT NULL,
	`xp` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `user_id`, `achievement_id`),
	FOREIGN KEY (`workspace_id`,`user_id`) REFERENCES `users`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `agent_stats` (
	`workspace_id` text NOT NULL,
	`user_id` text NOT NULL,
	`agent_key` text NOT NULL,
	`reports` integer NOT NULL,
	`successes` integer NOT NULL,
	`failures` integer NOT NULL,
	`cancelled` integer NOT NULL,
	`unknown` integer NOT NULL,
	`errors_resolved` integer NOT NULL,
	`tasks_under_30s` integer NOT NULL,
	`tasks_in_half_time` integer NOT NULL,
	`tasks_at_quality_90` integer NOT NULL,
	`tasks_at_quality_95` integer NOT NULL,
	`expert_tasks` integer NOT NULL,
	`perfect_expert_tasks` integer NOT NULL,
	`tasks_with_evidence` integer NOT NULL,
	`speed_proofs` integer NOT NULL,
	`bug_proofs` integer NOT NULL,
	`code_proofs` integer NOT NULL,
	`satisfaction_proofs` integer NOT NULL,
	`complexity_proofs` integer NOT NULL,
	`innovation_proofs` integer NOT NULL,
	`timed_tasks` integer NOT NULL,
	`timed_tasks_in_ms` integer NOT NULL,
	`rated_reports` integer NOT NULL,
	`quality_in_millionths` integer NOT NULL,
	`xp` integer NOT NULL,
	`level` integer NOT NULL,
	`highest_level` integer NOT NULL,
	`first_at_in_ms` integer NOT NULL,
	`last_at_in_ms` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `user_id`, `agent_key`),
	FOREIGN KEY (`workspace_id`,`user_id`,`agent_key`) REFERENCES `agents`(`workspace_id`,`user_id`,`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `agents` (
	`workspace_id` text NOT NULL,
	`user_id` text NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `user_id`, `key`),
	FOREIGN KEY (`workspace_id`,`user_id`) REFERENCES `users`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `api_keys` (
	`workspace_id` text NOT NULL,
	`id` text NOT NULL,
	`user_id` text NOT NULL,
	`name` text NOT NULL,
	`scopes` text NOT NULL,
	`start` text NOT NULL,
	`hash` text NOT NULL,
	`created_at_in_ms` integer NOT NULL,
	`expires_at_in_ms` integer,
	`revoked_at_in_ms` integer,
	PRIMARY KEY(`workspace_id`, `id`),
	FOREIGN KEY (`workspace_id`,`user_id`) REFERENCES `users`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_hash` ON `api_keys` (`workspace_id`,`hash`);--> statement-breakpoint
CREATE TABLE `key_directory` (
	`hash` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `boards` (
	`workspace_id` text NOT NULL,
	`scope` text NOT NULL,
	`scope_id` text NOT NULL,
	`subject` text NOT NULL,
	`window` text NOT NULL,
	`period_start` integer NOT NULL,
	`subject_id` text NOT NULL,
	`name` text NOT NULL,
	`xp` integer NOT NULL,
	`reports` integer NOT NULL,
	`successes` integer NOT NULL,
	`failures` integer NOT NULL,
	`reached_seq` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `scope`, `scope_id`, `subject`, `window`, `period_start`, `subject_id`)
);
--> statement-breakpoint
CREATE INDEX `boards_by_xp` ON `boards` (`workspace_id`,`scope`,`scope_id`,`subject`,`window`,`period_start`,"xp" desc,`reached_seq`);--> statement-breakpoint
CREATE TABLE `projects` (
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`created_at_in_ms` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `name`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `report_texts` (
	`workspace_id` text NOT NULL,
	`user_id` text NOT NULL,
	`report_id` text NOT NULL,
	`texts` text NOT NULL,
	PRIMARY KEY(`workspace_id`, `user_id`, `report_id`),
	FOREIGN KEY (`workspace_id`,`user_id`) REFERENCES `users`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `projection_watermarks` (
	`workspace_id` text NOT NULL,
	`projection` text NOT NULL,
	`seq` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `projection`)
);
--> statement-breakpoint
CREATE TABLE `rollup_cells` (
	`workspace_id` text NOT NULL,
	`day` integer NOT NULL,
	`user_id` text NOT NULL,
	`agent_key` text NOT NULL,
	`project` text NOT NULL,
	`model` text NOT NULL,
	`task_type` text NOT NULL,
	`complexity` text NOT NULL,
	`successes` integer NOT NULL,
	`failures` integer NOT NULL,
	`cancelled` integer NOT NULL,
	`unknown` integer NOT NULL,
	`duration_n` integer NOT NULL,
	`duration_log_sum` real NOT NULL,
	`duration_log_sum_sq` real NOT NULL,
	`duration_sketch` text NOT NULL,
	`quality_self_n` integer NOT NULL,
	`quality_self_sum` real NOT NULL,
	`quality_self_sum_sq` real NOT NULL,
	`quality_model_n` integer NOT NULL,
	`quality_model_sum` real NOT NULL,
	`quality_model_sum_sq` real NOT NULL,
	`quality_human_n` integer NOT NULL,
	`quality_human_sum` real NOT NULL,
	`quality_human_sum_sq` real NOT NULL,
	`quality_ci_n` integer NOT NULL,
	`quality_ci_sum` real NOT NULL,
	`quality_ci_sum_sq` real NOT NULL,
	`xp` integer NOT NULL,
	`tokens` real NOT NULL,
	`cost_n` integer NOT NULL,
	`cost_sum` real NOT NULL,
	`self_perfect` integer NOT NULL,
	`hard` integer NOT NULL,
	`hard_under_second` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `day`, `user_id`, `agent_key`, `project`, `model`, `task_type`, `complexity`)
);
--> statement-breakpoint
CREATE TABLE `team_members` (
	`workspace_id` text NOT NULL,
	`team_id` text NOT NULL,
	`user_id` text NOT NULL,
	`joined_at_in_ms` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `team_id`, `user_id`),
	FOREIGN KEY (`workspace_id`,`team_id`) REFERENCES `teams`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`workspace_id`,`user_id`) REFERENCES `users`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `teams` (
	`workspace_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`created_at_in_ms` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `id`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `teams_name` ON `teams` (`workspace_id`,`name_key`);--> statement-breakpoint
CREATE TABLE `user_days` (
	`workspace_id` text NOT NULL,
	`user_id` text NOT NULL,
	`first_day` integer NOT NULL,
	`last_day` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `user_id`, `first_day`),
	FOREIGN KEY (`workspace_id`,`user_id`) REFERENCES `users`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `user_progress` (
	`workspace_id` text NOT NULL,
	`user_id` text NOT NULL,
	`reports` integer NOT NULL,
	`successes` integer NOT NULL,
	`failures` integer NOT NULL,
	`cancelled` integer NOT NULL,
	`unknown` integer NOT NULL,
	`errors_resolved` integer NOT NULL,
	`tasks_under_30s` integer NOT NULL,
	`tasks_in_half_time` integer NOT NULL,
	`tasks_at_quality_90` integer NOT NULL,
	`tasks_at_quality_95` integer NOT NULL,
	`expert_tasks` integer NOT NULL,
	`perfect_expert_tasks` integer NOT NULL,
	`tasks_with_evidence` integer NOT NULL,
	`speed_proofs` integer NOT NULL,
	`bug_proofs` integer NOT NULL,
	`code_proofs` integer NOT NULL,
	`satisfaction_proofs` integer NOT NULL,
	`complexity_proofs` integer NOT NULL,
	`innovation_proofs` integer NOT NULL,
	`timed_tasks` integer NOT NULL,
	`timed_tasks_in_ms` integer NOT NULL,
	`rated_reports` integer NOT NULL,
	`quality_in_millionths` integer NOT NULL,
	`xp` integer NOT NULL,
	`level` integer NOT NULL,
	`highest_level` integer NOT NULL,
	`agents_used` integer NOT NULL,
	`agents_at_level_2` integer NOT NULL,
	`agents_at_level_5` integer NOT NULL,
	`success_run` integer NOT NULL,
	`longest_success_run` integer NOT NULL,
	`longest_streak_days` integer NOT NULL,
	`achievements` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `user_id`),
	FOREIGN KEY (`workspace_id`,`user_id`) REFERENCES `users`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `users` (
	`workspace_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`zone` text NOT NULL,
	`created_at_in_ms` integer NOT NULL,
	PRIMARY KEY(`workspace_id`, `id`),
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_name` ON `users` (`workspace_id`,`name_key`);--> statement-breakpoint
CREATE TABLE `workspaces` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`zone` text NOT NULL,
	`epoch` text NOT NULL,
	`last_seq` integer NOT NULL,
	`max_base_points` integer NOT NULL,
	`max_bonus_points` integer NOT NULL,
	`created_at_in_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `xp_events` (
	`workspace_id` text NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`user_id` text NOT NULL,
	`agent_key` text,
	`agent_name` text,
	`team_id` text,
	`project` text,
	`report_id` text,
	`ref_seq` integer,
	`achievement_id` text,
	`is_quiet` integer NOT NULL,
	`xp` integer NOT NULL,
	`agent_xp` integer NOT NULL,
	`agent_level` integer NOT NULL,
	`user_xp` integer NOT NULL,
	`user_level` integer NOT NULL,
	`agent_level_reached` integer,
	`user_level_reached` integer,
	`rules` text NOT NULL,
	`breakdown` text,
	`report` text,
	`before` text,
	`content_hash` text,
	`user_day` integer NOT NULL,
	`day` integer NOT NULL,
	`occurred_at_in_ms` integer NOT NULL,
	`received_at_in_ms` integer NOT NULL,
	`key_id` text,
	PRIMARY KEY(`workspace_id`, `seq`),
	FOREIGN KEY (`workspace_id`,`user_id`) REFERENCES `users`(`workspace_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `xp_events_by_user` ON `xp_events` (`workspace_id`,`user_id`,`seq`);--> statement-breakpoint
CREATE INDEX `xp_events_by_ref` ON `xp_events` (`workspace_id`,`ref_seq`) WHERE ref_seq IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `xp_events_report` ON `xp_events` (`workspace_id`,`user_id`,`report_id`);
// What a node writes into n8n's log during a test.
import 'reflect-metadata';

import type { Logger } from 'n8n-workflow';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, vi } from 'vitest';

export interface LogLine {
	level: 'info' | 'warn' | 'error';
	text: string;
}

// The copies that n8n-core itself has loaded; they are none of this project's dependencies.
const require = createRequire(createRequire(import.meta.url).resolve('n8n-core'));
const { Container } = require('@n8n/di') as { Container: { get(token: unknown): Logger } };
const { Logger: token } = require('@n8n/backend-common') as { Logger: unknown };

/** Keeps the lines of each test of a file, in their order, in place of printing them. */
export function n8nLog(): LogLine[] {
	const lines: LogLine[] = [];
	beforeEach(() => {
		lines.length = 0;
		for (const level of ['info', 'warn', 'error'] as const) {
			vi.spyOn(Container.get(token), level).mockImplementation(
				(text) => void lines.push({ level, text }),
			);
		}
	});
	afterEach(() => void vi.restoreAllMocks());
	return lines;
}

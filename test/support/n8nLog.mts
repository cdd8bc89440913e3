// What a node writes into n8n's log during a test.
import { afterEach, beforeEach, vi } from 'vitest';
import { hear, n8nLogger } from './secrets/withoutSecrets.mts';

export interface LogLine {
	level: 'info' | 'warn' | 'error';
	text: string;
}

/** Keeps the lines of each test of a file, in their order, in place of printing them. */
export function n8nLog(): LogLine[] {
	const lines: LogLine[] = [];
	beforeEach(() => {
		lines.length = 0;
		for (const level of ['info', 'warn', 'error'] as const) {
			vi.spyOn(n8nLogger, level).mockImplementation((text, ...more) => {
				lines.push({ level, text });
				hear([text, more]);
			});
		}
	});
	afterEach(() => void vi.restoreAllMocks());
	return lines;
}

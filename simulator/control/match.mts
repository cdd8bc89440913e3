// Which requests a fault is for.
import { z } from 'zod';

/** "METHOD /path": a prefix of the path, or a pattern in which * stands for anything; * is any method. */
export const requestMatch = z
	.string()
	.regex(/^(?:[A-Z]+|\*) \//, 'must look like "POST /profile/v4/Bulk" or "* /profile"');

/** `*` stands for anything; without one, the path is a prefix of whole segments. */
export function matches(match: string, method: string, path: string): boolean {
	const [wantedMethod, pattern = ''] = match.split(' ');
	if (wantedMethod !== '*' && wantedMethod !== method) return false;
	if (!pattern.includes('*')) {
		const prefix = pattern.replace(/\/$/, '');
		return path === prefix || path.startsWith(`${prefix}/`);
	}
	const literals = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${literals.join('.*')}$`).test(path);
}

// The keys that came with this version, as the check of a signature takes them; later ones are fetched.
import { sapKeys } from '../../shared/concur/events/sapKeys';
import { toTrustedKey } from './toTrustedKey';

/** The newest first. */
export const builtInKeys = sapKeys.map(({ key, ...period }) =>
	toTrustedKey(key, 'builtIn', period),
);

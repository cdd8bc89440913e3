// identity/ serves the Identity API, v4.1 and the read half of v4.0, and is the only room that writes the identity part of
// a user, for provisioning/ too. Its search/ reads what a search asks for.
import type { PublicationContext } from '../events/publication/envelope.mts';
import type { PatchSettings } from '../scim/settings.mts';
import type { IdentitySettings } from './settings.mts';

/** What this room uses of a simulator. */
export type IdentityContext = PublicationContext & { settings: IdentitySettings & PatchSettings };

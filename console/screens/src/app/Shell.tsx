import {
  Button,
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadMain,
  MastheadToggle,
  Nav,
  NavGroup,
  NavItem,
  Page,
  PageSidebar,
  PageSidebarBody,
  PageToggleButton,
  SkipToContent,
  Switch,
  Toolbar,
  ToolbarContent,
  ToolbarItem,
} from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { forgeryToken } from '../shared/api';
import { useLanguage } from '../shared/language';
import { useDark } from '../shared/theme';
import type { Me, Role } from '../shared/types';
import { PAGES } from './roles';

const CONTENT = 'content';

/** The frame around every page: who is signed in, the menu of the person's roles, language and theme. */
export function Shell({ me, roles, children }: { me: Me; roles: Role[]; children: ReactNode }) {
  const { words } = useLanguage();
  return (
    <Page
      masthead={<Top me={me} />}
      sidebar={<Menu roles={roles} />}
      isManagedSidebar
      mainContainerId={CONTENT}
      mainTabIndex={0}
      skipToContent={<SkipToContent href={`#${CONTENT}`}>{words.navigation}</SkipToContent>}
    >
      {children}
    </Page>
  );
}

function Top({ me }: { me: Me }) {
  const { words, language, speak } = useLanguage();
  const [dark, setDark] = useDark();
  return (
    <Masthead>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton isHamburgerButton aria-label={words.navigation} />
        </MastheadToggle>
        <MastheadBrand>
          <Link to="/">{words.appName}</Link>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isStatic>
          <ToolbarContent>
            <ToolbarItem align={{ default: 'alignEnd' }}>
              <Button variant="plain" lang={language === 'en' ? 'ko' : 'en'} onClick={() => speak(language === 'en' ? 'ko' : 'en')}>
                {words.language}
              </Button>
            </ToolbarItem>
            <ToolbarItem alignSelf="center">
              <Switch aria-label={words.darkMode} isChecked={dark} onChange={(_, on) => setDark(on)} />
            </ToolbarItem>
            <ToolbarItem>
              <form method="post" action="/logout">
                <input type="hidden" name="_csrf" value={forgeryToken()} />
                <Button type="submit" variant="secondary">
                  {words.signOut} ({me.name})
                </Button>
              </form>
            </ToolbarItem>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
}

function Menu({ roles }: { roles: Role[] }) {
  const { words } = useLanguage();
  const { pathname } = useLocation();
  return (
    <PageSidebar>
      <PageSidebarBody>
        <Nav aria-label={words.navigation}>
            {roles.map((role) => (
              <NavGroup key={role} title={words.roles[role]}>
                {PAGES[role]
                  .filter((page) => !page.hidden)
                  .map((page) => {
                    const to = `/${role}/${page.path}`;
                    return (
                      <NavItem key={to} isActive={pathname === to || pathname.startsWith(`${to}/`)}>
                        <Link to={to}>{page.title(words)}</Link>
                      </NavItem>
                    );
                  })}
                {role === 'operator' && (
                  <NavItem>
                    <a href="/hawtio">{words.pages.hawtio}</a>
                  </NavItem>
                )}
              </NavGroup>
            ))}
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  );
}
